import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findEngineBinary } from '../../../services/dynamodb/engine-binary.ts';
import { temporaryFolder } from './builders.ts';

const notInstalled = (): string => {
  throw new Error('Cannot find module');
};

function folderWithBinary(): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'dynoxide'), '#!/bin/sh\n');
  chmodSync(join(folder, 'dynoxide'), 0o755);
  return folder;
}

describe('findEngineBinary', () => {
  test('package installed: is preferred to PATH', () => {
    const packageFolder = folderWithBinary();
    const search = {
      platform: 'linux',
      arch: 'x64',
      path: folderWithBinary(),
      resolve: (specifier: string) => {
        expect(specifier).toBe('@dynoxide/linux-x64/package.json');
        return join(packageFolder, 'package.json');
      },
    };
    expect(findEngineBinary(search)).toBe(join(packageFolder, 'dynoxide'));
  });

  test('no package: takes dynoxide on PATH', () => {
    const folder = folderWithBinary();
    const path = `/nowhere:relative:${folder}`;
    const search = { platform: 'darwin', arch: 'arm64', path, resolve: notInstalled };
    expect(findEngineBinary(search)).toBe(join(folder, 'dynoxide'));
  });

  test('neither: names every way with its command', () => {
    const search = { platform: 'darwin', arch: 'arm64', path: '/nowhere', resolve: notInstalled };
    expect(() => findEngineBinary(search)).toThrow(
      expect.objectContaining({
        code: 'ERR_DYNAMODB_ENGINE',
        message: expect.stringMatching(
          /darwin-arm64.*npm install --no-save @dynoxide\/darwin-arm64.*cargo install dynoxide-rs.*docker run.*npm start -- --dynamodb http:.*DYNAMODB_ENDPOINT=http:/s,
        ),
      }),
    );
  });
});
