import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../../appsync-js/index.ts';

/** The two files by which AWS explains source maps. */
const FILES = {
  'default.resolver.ts': `import { Context } from '@aws-appsync/utils'
import { hello, logit, deeper } from './helper'

export function request(ctx: Context) {
  console.log('start >')
  logit('hello world', 42, true)
  console.log('< end')
  return deeper(ctx.args)
}

export function response(ctx: Context): boolean {
  hello()
  return ctx.prev.result
}
`,
  'helper.ts': `export const logit = (...rest: any[]) => {
  // a special logger
  console.log('[logger]', ...rest.map((r) => \`<\${r}>\`))
}

export const hello = () => {
  // This just returns a simple sentence, but it could do more.
  console.log('i just say hello..')
}

export const deeper = (args: any) => {
  return args.missing.member
}
`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  mkdirSync(join(folder, 'src'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, 'src', name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With the options that AWS recommends. */
function bundle(options: BuildOptions = {}): string {
  const { outputFiles = [] } = buildSync({
    absWorkingDir: folder,
    entryPoints: ['src/default.resolver.ts'],
    outdir: 'out/appsync',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    external: ['@aws-appsync/utils'],
    sourcesContent: false,
    ...options,
  });
  return outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
}

describe('source maps: https://docs.aws.amazon.com/appsync/latest/devguide/additional-utilities.html', () => {
  test('inline: logs and errors tell the source files', () => {
    const { logs, error } = evaluate({
      code: bundle({ sourcemap: 'inline' }),
      handler: 'request',
    });
    expect(logs).toEqual([
      'INFO - src/default.resolver.ts:5:3: "start >"',
      'INFO - src/helper.ts:3:3: "[logger]" "<hello world>" "<42>" "<true>"',
      'INFO - src/default.resolver.ts:7:3: "< end"',
    ]);
    expect(error?.message).toMatch(/^src\/helper\.ts:12:\d+: TypeError: /);
  });

  test.each([
    { sourcemap: false as const },
    { sourcemap: 'external' as const },
    { sourcemap: 'linked' as const },
  ])('not inline: code.js and the place in the bundle: %o', (options) => {
    const code = bundle(options);
    const line = (text: string) => code.split('\n').findIndex((one) => one.includes(text)) + 1;
    const { logs, error } = evaluate({ code, handler: 'request' });
    expect(logs[0]).toBe(`INFO - code.js:${line('start >')}:3: "start >"`);
    expect(error?.message).toMatch(`code.js:${line('missing')}:`);
  });

  test('a broken map: is left aside', () => {
    const code = `${bundle()}//# sourceMappingURL=data:application/json;base64,e30=\n`;
    expect(evaluate({ code, handler: 'request' }).logs[0]).toMatch(/^INFO - code\.js:/);
  });

  test('minified, with a map: as without minifying', () => {
    const code = bundle({ sourcemap: 'inline', minify: true });
    expect(evaluate({ code, handler: 'request' }).logs[0]).toMatch(
      /^INFO - src\/default\.resolver\.ts:5:\d+: "start >"$/,
    );
  });
});

describe('modules: every form', () => {
  const RESPONSE = 'export function response() {}';
  const forms: readonly (readonly [code: string, result: unknown])[] = [
    ['export var request = function () { return 1; };', 1],
    ['const f = () => 1; export { f as request };', 1],
    ['const f = () => 1; export { f as "request" };', 1],
    ['export const { request = () => 1 } = {};', 1],
    ['export const [request] = [() => 1];', 1],
    ['export let request; request = () => 1;', 1],
    ['export function request() { return 1; } export default function () {}', 1],
    ['export default request; export function request() { return 1; }', 1],
    // An import is there from the first statement on.
    [
      'const id = util.str.normalize("a", "nfc"); import { util } from "@aws-appsync/utils"; export function request() { return id; }',
      'a',
    ],
    [
      'import * as all from "@aws-appsync/utils"; import { util as own } from "@aws-appsync/utils"; export function request() { return all.util === own; }',
      true,
    ],
    ['import "@aws-appsync/utils"; export function request() { return 1; }', 1],
    [
      'export function request() { let n = 0; for (const a of [1, 2]) for (const b in { c: 1 }) n += a; for (const a of [1]); return n; }',
      3,
    ],
    ['export function request() { for (var x of [1, 2]) { } return x; }', 2],
    [
      'export function request() { const console = { log: (x) => x + 1 }; return console.log(1); }',
      2,
    ],
    ['\uFEFFexport function request() {\r\n  return 1;\r\n}', 1],
  ];
  test.each(forms)('%s', (code, result) => {
    const evaluation = evaluate({ code: `${code}\n${RESPONSE}`, handler: 'request' });
    expect(evaluation).toMatchObject({ error: null, result, logs: [] });
  });

  test('statements outside of functions: log, and fail, with the run', () => {
    const code = `console.log('first');
const table = null;
const name = table.name;
export function request() { return name; }
${RESPONSE}`;
    expect(evaluate({ code, handler: 'request' })).toMatchObject({
      logs: ['INFO - code.js:1:1: "first"'],
      error: { message: expect.stringMatching(/^code\.js:3:\d+: TypeError: /) },
    });
  });

  test('a handler that is no function: is named', () => {
    const code = `export const request = 1;\n${RESPONSE}`;
    expect(evaluate({ code, handler: 'request' }).error?.message).toContain(
      'TypeError: request is not a function',
    );
  });

  test.each([
    ['console?.log("a");', '"a"'],
    ['console.log?.("a");', '"a"'],
    ['console["log"]("a");', '"a"'],
    ['(console.log)("a", ...[1, 2]);', '"a" 1 2'],
    ['console.log();', ''],
  ])('%s: logs with its place', (line, text) => {
    const code = `export function request() {\n  ${line}\n}\n${RESPONSE}`;
    expect(evaluate({ code, handler: 'request' }).logs).toEqual([
      `INFO - code.js:2:3:${text === '' ? '' : ` ${text}`}`,
    ]);
  });
});

test('older targets: what esbuild then writes is refused with reasons', () => {
  writeFileSync(
    join(folder, 'src', 'spread.ts'),
    'export function request(ctx) { const { a, ...rest } = ctx.args; return { ...rest }; }\nexport function response() {}\n',
  );
  const code = bundle({ entryPoints: ['src/spread.ts'], target: 'es2017' });
  const rules = evaluate({ code, handler: 'request' }).error?.codeErrors?.map(
    ({ value }) => value.split(':')[0],
  );
  expect(new Set(rules)).toEqual(new Set(['no-disallowed-methods', 'no-in-operator']));
});
