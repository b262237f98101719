import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ENGINE_PLATFORMS,
  findEngineBinary,
  thisMachine,
  type BinarySearch,
} from '../../../services/dynamodb/engine-binary.ts';
import { temporaryFolder } from './builders.ts';

const notInstalled = (): string => {
  throw new Error('Cannot find module');
};

const search = (over: Partial<BinarySearch>): BinarySearch => ({
  ...thisMachine(),
  platform: 'linux',
  arch: 'x64',
  path: '',
  resolve: notInstalled,
  ...over,
});

/** A machine on which these files, and no others, can be run. */
const having =
  (...files: readonly string[]): BinarySearch['isExecutable'] =>
  (file) =>
    files.includes(file);

function folderWithBinary(mode = 0o755): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'dynoxide'), '#!/bin/sh\n');
  chmodSync(join(folder, 'dynoxide'), mode);
  return folder;
}

describe('findEngineBinary', () => {
  test('package installed: is preferred to PATH', () => {
    const packageFolder = folderWithBinary();
    const resolve = (specifier: string) => {
      expect(specifier).toBe('@dynoxide/linux-x64/package.json');
      return join(packageFolder, 'package.json');
    };
    const found = findEngineBinary(search({ path: folderWithBinary(), resolve }));
    expect(found).toBe(join(packageFolder, 'dynoxide'));
  });

  test('no package: takes dynoxide on PATH, not from a relative folder, not what cannot be run', () => {
    const folder = folderWithBinary();
    const path = `/nowhere:relative:${folderWithBinary(0o644)}:${folder}`;
    const found = findEngineBinary(search({ platform: 'darwin', arch: 'arm64', path }));
    expect(found).toBe(join(folder, 'dynoxide'));
  });

  test('Windows: takes dynoxide.exe of the package', () => {
    const binary = String.raw`C:\app\node_modules\@dynoxide\win32-x64\dynoxide.exe`;
    const resolve = () => String.raw`C:\app\node_modules\@dynoxide\win32-x64\package.json`;
    const windows = search({ platform: 'win32', resolve, isExecutable: having(binary) });
    expect(findEngineBinary(windows)).toBe(binary);
  });

  test('Windows: reads PATH with its own separators', () => {
    const path = String.raw`tools;C:\Program Files\nodejs;D:\cargo\bin`;
    const isExecutable = having(
      'tools\\dynoxide.exe',
      String.raw`D:\cargo\bin\dynoxide.exe`,
      String.raw`D:\cargo\bin\dynoxide`,
    );
    expect(findEngineBinary(search({ platform: 'win32', path, isExecutable }))).toBe(
      String.raw`D:\cargo\bin\dynoxide.exe`,
    );
  });

  test('neither: names every way with its command', () => {
    const none = search({ platform: 'darwin', arch: 'arm64', path: '/nowhere' });
    expect(() => findEngineBinary(none)).toThrow(
      expect.objectContaining({
        code: 'ERR_DYNAMODB_ENGINE',
        message: expect.stringMatching(
          /darwin-arm64.*npm install --no-save @dynoxide\/darwin-arm64.*cargo install dynoxide-rs.*docker run.*npm start -- --dynamodb http:.*DYNAMODB_ENDPOINT=http:/s,
        ),
      }),
    );
  });

  test('a machine without a package of its own: is not sent to npm', () => {
    const riscv = search({ arch: 'riscv64', path: '/nowhere' });
    expect(() => findEngineBinary(riscv)).toThrow(/^No DynamoDB engine for linux-riscv64/);
    expect(() => findEngineBinary(riscv)).not.toThrow('npm install');
  });
});

describe('package-lock.json', () => {
  interface Locked {
    readonly version: string;
    readonly os: readonly string[];
    readonly cpu: readonly string[];
    readonly optional: boolean;
  }
  const read = (file: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../..', file), 'utf8')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
      readonly packages: Readonly<Record<string, Locked | undefined>>;
    };

  // An entry that npm cannot ask the registry for was written by hand: an `npm install` may drop it, and
  // then `npm ci` gives that machine no engine.
  test.each(ENGINE_PLATFORMS)('npm ci: installs the engine on %s', (platform) => {
    const name = `@dynoxide/${platform}`;
    const version = read('local/package.json').optionalDependencies[name];
    const [os, cpu] = platform.split('-');
    expect(read('package-lock.json').packages[`node_modules/${name}`]).toMatchObject({
      version,
      os: [os],
      cpu: [cpu],
      optional: true,
    });
  });
});
