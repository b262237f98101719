import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../../../local/appsync-js/compile/check.ts';
import { LocalError } from '../../../../local/shared/errors.ts';

const HANDLERS =
  'export function request(ctx) { return {}; }\nexport function response(ctx) { return ctx.result; }\n';

/** The lines of the report, without its heading; none for a bundle that passes. */
function report(source: string, file = 'code.js'): string[] {
  try {
    checkBundle({ source, file });
    return [];
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    expect(error.code).toBe('ERR_RESOLVER_CODE');
    return error.message.split('\n').slice(1);
  }
}

/** Position and rule of each line. */
const brief = (source: string) =>
  report(source).map((line) => /^code\.js:(\d+:\d+ [\w-]+): /.exec(line)?.[1]);

describe('rules: beyond those of the AWS plugin', () => {
  test.each([
    ['function f() { throw "x"; }', '3:16 no-throw'],
    ['const big = 10n;', '3:13 no-bigint'],
    ['const now = Date.now();', '3:13 no-disallowed-globals'],
    ['const n = parseInt("1");', '3:11 no-disallowed-globals'],
    ['const n = Number("1");', '3:11 no-disallowed-globals'],
    ['const p = process.env.A;', '3:11 no-disallowed-globals'],
    ['const x = undeclared + 1;', '3:11 no-disallowed-globals'],
    ['const x = Object.fromEntries([]);', '3:11 no-disallowed-methods'],
    ['const x = Math.sqrt(4);', '3:11 no-disallowed-methods'],
    ['const x = "a".padStart(3);', '3:15 no-disallowed-methods'],
    ['const x = [2, 1].sort((a, b) => a - b);', '3:18 no-disallowed-methods'],
    ['const x = "a".replace("a", () => "b");', '3:15 no-disallowed-methods'],
    ['const x = f.call(null); function f() {}', '3:13 no-disallowed-methods'],
    ['import fs from "node:fs";', '3:1 no-disallowed-imports'],
    ['import { nothing } from "@aws-appsync/utils";', '3:10 no-disallowed-imports'],
    ['import { get, fetchAll } from "@aws-appsync/utils/dynamodb";', '3:15 no-disallowed-imports'],
    ['const x = import.meta.url;', '3:11 no-disallowed-imports'],
  ])('%s', (line, problem) => {
    expect(brief(HANDLERS + line)).toEqual([problem]);
  });

  test('missing exports: both are named', () => {
    expect(report('const a = 1;')).toEqual([
      'code.js:1:1 required-handlers: the file must export request: export function request(ctx) { ... }',
      'code.js:1:1 required-handlers: the file must export response: export function response(ctx) { ... }',
    ]);
  });

  test('code size: 32,000 characters pass, one more does not', () => {
    const fill = (length: number) => `${HANDLERS}//${'x'.repeat(length - HANDLERS.length - 2)}`;
    expect(brief(fill(32_000))).toEqual([]);
    expect(brief(fill(32_001))).toEqual(['1:1 code-size']);
  });

  test('a syntax error: its place', () => {
    expect(brief('export function request( {')).toEqual(['1:27 syntax']);
  });

  test('several problems: all in one report, in the order of the source', () => {
    expect(
      brief(`${HANDLERS}const a = /x/;\nfor (let i = 0; i < 3; i++) { a; }\nconst b = this;\n`),
    ).toEqual([
      '3:11 no-regex',
      '4:1 no-for',
      '4:24 no-disallowed-unary-operators',
      '5:11 no-this',
    ]);
  });

  test('a line says what to write instead', () => {
    expect(report(`${HANDLERS}const has = "a" in {};`)).toEqual([
      'code.js:3:13 no-in-operator: the in operator is not supported: use Object.hasOwn(object, key)',
    ]);
  });
});

describe('rules: what passes', () => {
  test.each([
    'const a = util.dynamodb.toString("x");',
    'const a = Object.keys({}).map((key) => key.trim());',
    'const map = (list) => list.filter((x) => x.ok);',
    'const keys = ["a"]; const values = { keys }; const x = values.keys;',
    'function id(x) { return x; } const f = (id) => [id].map((x) => x);',
    'const { request: r = 1 } = {};',
    'const n = +"1" + -1; const t = typeof n; const v = void 0;',
    'for (const key in {}) { if (key === "a") break; }',
    'switch ("a") { case "a": break; default: }',
  ])('%s', (line) => {
    expect(report(HANDLERS + line)).toEqual([]);
  });
});

describe('bundles of esbuild', () => {
  const TYPESCRIPT = `import { util, type Context } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
interface Args { id?: string }
const clean = (text: string): string => text.trim();
export function request(ctx: Context<Args>) {
  const { id = util.autoId(), ...rest } = ctx.args;
  return ddb.put({ key: { id: clean(id) }, item: { ...rest, at: util.time.nowISO8601() } });
}
export const response = (ctx: Context) => ctx.result ?? null;
`;
  const bundle = (contents: string, options: { minify?: boolean; sourcemap?: 'inline' }) =>
    buildSync({
      stdin: { contents, loader: 'ts', sourcefile: 'resolvers/Mutation.put.ts' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'esnext',
      external: ['@aws-appsync/utils*'],
      ...options,
    }).outputFiles[0]?.text ?? '';

  test.each([{}, { minify: true }, { sourcemap: 'inline' as const }])(
    'honest TypeScript passes: %o',
    (options) => {
      expect(report(bundle(TYPESCRIPT, options))).toEqual([]);
    },
  );

  test('an inline source map: the report names the TypeScript source', () => {
    const source = bundle(
      `${TYPESCRIPT}export const stray = (text: string) => text.padStart(3);\n`,
      { sourcemap: 'inline' },
    );
    expect(report(source)).toEqual([
      expect.stringMatching(
        /^resolvers\/Mutation\.put\.ts:10:\d+ no-disallowed-methods: \.padStart\(\) is not supported/,
      ),
    ]);
  });
});
