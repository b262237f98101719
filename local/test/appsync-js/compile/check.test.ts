import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../../appsync-js/compile/check.ts';
import { LocalError } from '../../../shared/errors.ts';

const HANDLERS =
  'export function request(ctx) { return {}; }\nexport function response(ctx) { return ctx.result; }\n';

/** The lines of the report, without its heading; the warnings of a bundle that passes. */
function report(source: string, file = 'code.js'): readonly string[] {
  try {
    return checkBundle({ source, file }).warnings;
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
    ['const x = "a"["padStart"](3);', '3:15 no-disallowed-methods'],
    ['const x = ["a"]?.toLocaleString();', '3:18 no-disallowed-methods'],
    ['const x = [1, 2].toString();', '3:18 no-disallowed-methods'],
    ['const list = [1]; const x = list.toString();', '3:34 no-disallowed-methods'],
    ['const x = "a".valueOf();', '3:15 no-disallowed-methods'],
    ['const x = ({}).toString();', '3:16 no-disallowed-methods'],
    ['const x = ["a"].at(-1);', '3:17 no-disallowed-methods'],
    ['const x = [2, 1].sort("desc");', '3:18 no-disallowed-methods'],
    ['const x = Math.PI;', '3:11 no-disallowed-methods'],
    ['const x = Number.MAX_SAFE_INTEGER;', '3:11 no-disallowed-methods'],
    ['const x = [{}].map(Object.freeze);', '3:20 no-disallowed-methods'],
    ['console.warn("x");', '3:1 no-disallowed-methods'],
    ['const x = (() => 1).constructor("return 1");', '3:21 no-disallowed-methods'],
    ['const { keys } = Object;', '3:18 no-disallowed-globals'],
    ['const f = () => eval("1");', '3:17 no-disallowed-globals'],
    ['const f = () => new Function("return 1");', '3:21 no-disallowed-globals'],
    ['function f() { return arguments.length; }', '3:23 no-disallowed-globals'],
    ['const f = () => arguments.length;', '3:17 no-disallowed-globals'],
    ['const f = () => setTimeout(1);', '3:17 no-disallowed-globals'],
    ['const f = () => globalThis;', '3:17 no-disallowed-globals'],
    ['const f = () => require("fs");', '3:17 no-disallowed-globals'],
    ['const f = () => Symbol("a");', '3:17 no-disallowed-globals'],
    ['const f = () => new Proxy({}, {});', '3:21 no-disallowed-globals'],
    ['const f = () => new WeakMap();', '3:21 no-disallowed-globals'],
    ['util = 1;', '3:1 no-disallowed-globals'],
    ['const x = [2, 1].sort((a, b) => a - b);', '3:23 no-function-passing'],
    ['const x = "a".replace("a", () => "b");', '3:28 no-function-passing'],
    ['const x = JSON.parse("{}", (key, value) => value);', '3:28 no-function-passing'],
    ['function F() {} const x = new F();', '3:27 no-constructors'],
    ['const x = 1; const f = () => { x = 2; };', '3:32 no-const-assign'],
    ['const { x } = {}; const f = () => { [x] = [2]; };', '3:38 no-const-assign'],
    ['const x = 1; for (x of [1]) { }', '3:19 no-const-assign'],
    ['function f() {} f = 1;', '3:17 no-const-assign'],
    ['const o = { f(n) { return o.f(n); } };', '3:14 no-recursion'],
    ['function f(list) { return list.map(f); }', '3:1 no-recursion'],
    ['let f; f = (n) => f(n);', '3:12 no-recursion'],
    ['for await (const x of []) { }', '3:1 no-await'],
    ['const x = util.toJson({});', '3:16 no-unknown-helpers'],
    ['const x = util.time.epochSecondsToISO8601(1);', '3:21 no-unknown-helpers'],
    ['const x = util["parseJson"]("{}");', '3:16 no-unknown-helpers'],
    ['runtime.exit();', '3:9 no-unknown-helpers'],
    ['export * from "@aws-appsync/utils";', '3:1 no-disallowed-imports'],
    ['export { util } from "@aws-appsync/utils";', '3:1 no-disallowed-imports'],
    ['const f = () => import("fs");', '3:17 no-disallowed-imports'],
    ['const x = f.call(null); function f() {}', '3:13 no-disallowed-methods'],
    ['import fs from "node:fs";', '3:1 no-disallowed-imports'],
    ['import { nothing } from "@aws-appsync/utils";', '3:10 no-disallowed-imports'],
    ['import { get, fetchAll } from "@aws-appsync/utils/dynamodb";', '3:15 no-disallowed-imports'],
    ['const x = import.meta.url;', '3:11 no-disallowed-imports'],
  ])('%s', (line, problem) => {
    expect(brief(HANDLERS + line)).toEqual([problem]);
  });

  test.each([
    ['import { util as u } from "@aws-appsync/utils"; const x = () => u.qr(1);', 'u has no qr'],
    ['import * as a from "@aws-appsync/utils"; const x = () => a.util.qr(1);', 'a.util has no qr'],
    ['import * as ddb from "@aws-appsync/utils/dynamodb"; ddb.find({});', 'ddb has no find'],
  ])('%s: an imported helper that is not there', (line, text) => {
    const [problem] = report(HANDLERS + line);
    expect(problem).toContain(`no-unknown-helpers: ${text}: there are`);
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

  test('code size: a character counts once, however many bytes or UTF-16 units it has', () => {
    const emojis = '😀'.repeat(32_000 - HANDLERS.length - 2);
    expect(brief(`${HANDLERS}//${emojis}`)).toEqual([]);
    expect(brief(`${HANDLERS}//${emojis}😀`)).toEqual(['1:1 code-size']);
  });

  test.each([
    ['export function request( {', '1:27 syntax'],
    ['#!/usr/bin/env node', '1:2 syntax'],
    ['export const x = 010;', '1:18 syntax'],
    ['with (ctx) { }', '1:1 syntax'],
  ])('%s: a syntax error with its place', (source, problem) => {
    expect(brief(source)).toEqual([problem]);
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
    'for (const [key, value] of Object.entries({})) { const pair = `${key}${value}`; }',
    'const o = { match: (x) => x, search(x) { return x; } }; const x = o.match(o.search(1));',
    'const f = (x) => x.toString() + x.valueOf();',
    'const x = String.raw`a${1}` + "abc".substring(1) + "abc".includes("b");',
    'const x = [1].map(JSON.stringify); const y = [[1]].flatMap((list) => list);',
    'const { time } = util; const x = time.nowISO8601(); const y = util.dynamodb.toString("a");',
    'const x = ((a, b = 1, ...rest) => [a, b, ...rest])(...[1, 2, 3]);',
    'const f = (o) => { delete o.a; o.b ??= 1; o.c &&= 2; o.d **= 2; return o?.e?.[0]; };',
    'const x = 5 & 3 | 4 ^ 1 << 2 >> 1 >>> 1; const y = (1, 2); const z = !x || -y;',
    'const o = { get a() { return 1; }, set a(value) { }, ["b" + 1]: 2 };',
    'let x; const f = () => { x = 1; for (x of [2]) { } };',
    'var f = function () { return 1; }; const x = f() + (() => 2)();',
    'const x = typeof window === "undefined";',
    'const console = { warn: (x) => x }; console.warn(1);',
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
