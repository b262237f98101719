import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceLines } from '../../commands/source-lines.ts';
import { spawnProgram } from '../support/spawn-program.ts';
import { devAssembly } from '../support/synthesize.ts';

/** What Node prints when deployed code is loaded without its environment. */
const stackOf = (file: string): string =>
  spawnSync(process.execPath, [file], { encoding: 'utf8', env: {} }).stderr;

test('npm run source-lines: a stack of a deployed function names lines of TypeScript', () => {
  const { folder } = devAssembly();
  const file = readdirSync(folder)
    .map((asset) => join(folder, asset, 'index.mjs'))
    .find((code) => isCodeOf('record-sign-in', code));
  const stack = `what is no position stays\n${stackOf(file ?? '')}`;
  expect(stack).toMatch(/index\.mjs:\d+:\d+/);

  const lines = readFileSync('functions/lib/environment.ts', 'utf8').split('\n');
  const thrown = lines.findIndex((line) => line.includes('new Error(')) + 1;
  const mapped = sourceLines(stack, 'record-sign-in', folder);
  expect(mapped).toContain(`functions/lib/environment.ts:${thrown}:`);
  expect(mapped).toMatch(/functions\/lib\/services\.ts:\d+:\d+/);
  expect(mapped).toMatch(/^what is no position stays\n/);
});

function isCodeOf(name: string, code: string): boolean {
  try {
    return readFileSync(`${code}.map`, 'utf8').includes(`functions/${name}/index.ts`);
  } catch {
    return false;
  }
}

test('npm run source-lines: refuses a function and an assembly that are not there', () => {
  const { folder } = devAssembly();
  expect(() => sourceLines('', 'no-such', folder)).toThrow(
    /There is no function "no-such"; there are .*confirm-email-change, count-people, create-user/,
  );
  expect(() => sourceLines('', 'create-user', join(folder, 'no'))).toThrow('npm run synth');
});

test('npm run source-lines: without an assembly says only how to make one', async () => {
  const args = ['create-user', '--assembly', '/nowhere'];
  const { code, out, err } = await spawnProgram('source-lines.ts', args);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: '',
    err: 'There is no /nowhere; npm run synth makes it\n',
  });
  const unknown = ['no-such', '--assembly', devAssembly().folder];
  const { code: asked, err: said } = await spawnProgram('source-lines.ts', unknown);
  expect(asked).toBe(2);
  expect(said).toMatch(/^There is no function "no-such"; there are .*\n$/u);
});
