import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCHEMA_REVISION } from '../../assembly/manifest/manifest.ts';
import { readAssembly } from '../../assembly/read-assembly.ts';
import schemaVersion from '../../../node_modules/@aws-cdk/cloud-assembly-schema/schema/version.json' with { type: 'json' };

const STACK = {
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: 'S.template.json' },
};

/** A folder with these files. */
function assemblyOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const manifest = (content: object): string => JSON.stringify({ version: '55.0.0', ...content });
const read = (files: Readonly<Record<string, string>>): unknown =>
  readAssembly({ folder: assemblyOf(files), baseUrl: 'http://x', codeFolder: tmpdir() });

const TEMPLATE = 'S.template.json';
const stack = manifest({ artifacts: { S: STACK } });

describe('an assembly that is', () => {
  test.each([
    ['an empty folder', {}, /manifest\.json/],
    ['newer', { 'manifest.json': manifest({ version: '999.0.0' }) }, /newer CDK.*999\.0\.0/],
    ['cut short', { 'manifest.json': stack.slice(0, 40) }, /manifest\.json/],
    ['emptied', { 'manifest.json': '' }, /manifest\.json/],
    ['without artifacts', { 'manifest.json': manifest({ artifacts: null }) }, /no artifacts/],
    ['with a broken artifact', { 'manifest.json': manifest({ artifacts: { S: 1 } }) }, /damaged/],
    ['without its template', { 'manifest.json': stack }, /S\.template\.json/],
    ['with half a template', { 'manifest.json': stack, [TEMPLATE]: '{"Re' }, /S\.template\.json/],
    [
      'with a template of something else',
      { 'manifest.json': stack, [TEMPLATE]: '{"Resources":{"T":null}}' },
      /./,
    ],
  ])('%s: is named in one line', (_name, files, message) => {
    const reading = (): unknown => read(files);
    expect(reading).toThrow(expect.objectContaining({ code: 'ERR_ASSEMBLY' }));
    expect(reading).toThrow(message);
  });

  test('of the CDK that is installed: is known', () => {
    expect(SCHEMA_REVISION).toBeGreaterThanOrEqual(schemaVersion.revision);
  });
});
