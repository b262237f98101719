import { describe, expect, test } from 'vitest';
import { createHostFunctions } from '../../appsync-js/host/index.ts';
import { createRealm } from '../../appsync-js/sandbox/create-realm.ts';
import { parseBundle } from '../../appsync-js/compile/parse.ts';
import { rewriteModule } from '../../appsync-js/compile/rewrite.ts';
import { analyzeScopes } from '../../appsync-js/compile/scopes.ts';
import { createPositions } from '../../appsync-js/compile/source-positions.ts';
import { fixedClock, run, valueOf } from './support.ts';

/*
 * What the rules would refuse is run here past them, straight in the realm: the sandbox must hold
 * even for code that no rule has seen.
 */
const realm = createRealm(createHostFunctions(fixedClock));

/** Puts a module into the realm past all rules. */
function addUnchecked(source: string): number {
  const parsed = parseBundle(source);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const scopes = analyzeScopes(parsed.program);
  const positions = createPositions(source, 'code.js');
  const body = rewriteModule(source, parsed.program, { loopLimit: 1_000, scopes, positions });
  return realm.add(body, 'unchecked.js');
}

function unchecked(body: string): { outcome: { kind: string; value?: unknown; text?: string } } {
  const id = addUnchecked(`import { util, runtime } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
export function request(ctx) { ${body} }`);
  const main = JSON.stringify({
    arguments: { a: { b: [1] }, text: 'x' },
    stash: { s: {} },
    result: { r: [{}] },
  });
  const reply = realm.run(id, 'request', {
    main,
    authType: 'API_KEY',
    parts: {
      identity: { claims: {} },
      request: { headers: {} },
      info: { selectionSetList: [] },
      env: { A: '1' },
    },
  });
  return JSON.parse(reply) as ReturnType<typeof unchecked>;
}

/** Where a constructor chain could begin: everything that code can get hold of. */
const STARTS = [
  'ctx',
  'ctx.args',
  'ctx.args.a.b',
  'ctx.stash',
  'ctx.identity',
  'ctx.request',
  'ctx.info',
  'ctx.info.selectionSetList',
  'ctx.env',
  'ctx.outErrors',
  'ctx.result',
  'request',
  'util',
  'util.error',
  'util.autoId',
  'util.time',
  'util.time.nowISO8601',
  'util.transform.toSubscriptionFilter({})',
  'runtime',
  'runtime.earlyReturn',
  'ddb',
  'ddb.get',
  'ddb.operations',
  'console',
  'console.log',
  '[]',
  '({})',
  '""',
  '(0)',
  'true',
  '(() => 1)',
  '[].map',
  '"".replace',
  'JSON',
  'JSON.parse',
  'Math',
  'Object',
  'Array',
  'util.xml.toMap("<a/>")',
  '`x`.split("")',
  '[1].map((x) => ctx)[0]',
];

describe('sandbox: no constructor chain ends in code from text', () => {
  test.each(STARTS)('%s', (start) => {
    const { outcome } = unchecked(
      `return ${start}.constructor.constructor("return typeof process")();`,
    );
    expect(outcome.kind).toBe('threw');
    // Either the chain is cut or V8 refuses to make code from text in this context.
    expect(outcome.text).toMatch(
      /undefined|is not a function|is not a constructor|Code generation from strings disallowed/,
    );
  });
});

test('sandbox: import() is no function, whose promise would bring an error of the host', () => {
  const { outcome } = unchecked('return import("node:fs");');
  expect(outcome).toMatchObject({ kind: 'threw', text: 'undefined is not a function' });
});

describe("sandbox: a caught error is not the host's", () => {
  const causes = [
    'null.x',
    'util.time.parseISO8601ToEpochMilliSeconds("no date")',
    'util.time.nowFormatted("{")',
    'util.xml.toMap(1)',
    'JSON.parse("{", () => 1)',
    '(function f() { f(); })()',
    'util.autoId.call()',
  ];
  test.each(causes)('%s', (cause) => {
    const { outcome } = unchecked(`try { ${cause}; } catch (error) {
      return error.constructor?.constructor?.("return process")?.();
    } return "none";`);
    // Without a host function at the chain's end nothing but a refusal or undefined comes out.
    if (outcome.kind === 'threw')
      expect(outcome.text).toMatch(/Code generation from strings disallowed|is not a function/);
    else expect([undefined, null, 'none']).toContain(outcome.value);
  });

  test('toJSON: a function of the code runs in the realm and sees no host object', () => {
    const { outcome } = unchecked(
      'return { toJSON(key) { return typeof key + typeof this.constructor; } };',
    );
    expect(outcome.kind).toBe('returned');
    expect(outcome.value).toBe('stringundefined');
  });
});

describe('sandbox: globals', () => {
  const absent =
    'globalThis global process require module exports Buffer setTimeout setInterval queueMicrotask fetch structuredClone performance crypto WebAssembly Function eval Promise Proxy Reflect Symbol Map Set WeakMap WeakRef FinalizationRegistry RegExp TypeError Intl Atomics SharedArrayBuffer ArrayBuffer Uint8Array BigInt Iterator escape unescape'.split(
      ' ',
    );
  test.each(absent)('%s is not there', (name) => {
    expect(unchecked(`return typeof ${name};`).outcome.value).toBe('undefined');
  });

  test('the supported ones are there', () => {
    const names = [
      'Object',
      'String',
      'Number',
      'Array',
      'Math',
      'JSON',
      'console',
      'util',
      'extensions',
      'runtime',
    ];
    const { outcome } = unchecked(`return [${names.map((name) => `typeof ${name}`).join(', ')}];`);
    expect(outcome.value).toEqual([
      'function',
      'function',
      'function',
      'function',
      'object',
      'object',
      'object',
      'object',
      'object',
      'object',
    ]);
  });

  test('this of a function is undefined', () => {
    expect(unchecked('return typeof (function () { return this; })();').outcome.value).toBe(
      'undefined',
    );
  });
});

describe("sandbox: one bundle cannot change another's language", () => {
  const changes = [
    'Object.prototype.polluted = 1',
    'Array.prototype.map = 1',
    'String.prototype.trim = 1',
    'JSON.parse = 1',
    'Math.random = 1',
    'util.error = 1',
    'util.time.nowISO8601 = 1',
    'ddb.get = 1',
    'ddb.operations.add = 1',
    'console.log = 1',
    'ctx.env.A = "2"',
    'ctx.args = {}',
    'undeclared = 1',
  ];
  test.each(changes)('%s is refused', (change) => {
    expect(unchecked(`${change}; return "changed";`).outcome.kind).toBe('threw');
  });

  test('__proto__ is an ordinary name that is not there', () => {
    expect(valueOf('({}).__proto__')).toBeUndefined();
  });

  test('what a handler keeps in stash comes back by copy', () => {
    const stash = { list: [1] };
    const evaluation = run(
      'ctx.stash.list.push(2); ctx.stash.added = ctx.stash.list; return null;',
      { stash },
    );
    expect(stash).toEqual({ list: [1] });
    expect(evaluation.stash).toEqual({ list: [1, 2], added: [1, 2] });
  });

  test('an object may have members named as those of Object.prototype', () => {
    const { result, error } = run(
      'const names = {}; names.toString = 1; names.valueOf = 2; names.constructor = 3; names.hasOwnProperty = 4; return names;',
    );
    expect(error).toBeNull();
    expect(result).toEqual({ toString: 1, valueOf: 2, constructor: 3, hasOwnProperty: 4 });
  });
});

describe('sandbox: one request leaves nothing to the next', () => {
  const hidingPlaces = [
    'util',
    'util.error',
    'util.time.nowISO8601',
    'runtime.earlyReturn',
    'ddb.get',
    'ddb.operations.increment',
    'console.log',
    'Object.keys',
    'JSON.parse',
    'Math.max',
    '[].map',
    '"".replace',
    '(0).toFixed',
    '(() => 1).toString',
    '({}).toString',
    '(function* () {})().next',
  ];
  test.each(hidingPlaces)('%s takes no property', (place) => {
    const { outcome } = unchecked(`${place}.kept = ctx; return 'kept';`);
    expect(outcome).toMatchObject({ kind: 'threw', name: 'TypeError' });
  });

  test('the variables of a bundle begin anew with each run', () => {
    const id = addUnchecked(`const kept = []; let count = 0;
export function request(ctx) {
  kept.push(ctx.identity.sub);
  count += 1;
  return [kept, count];
}`);
    const main = JSON.stringify({ arguments: {}, stash: {} });
    const runAs = (sub: string): unknown => {
      const parts = { identity: { sub }, request: null, info: null, env: null };
      const reply = realm.run(id, 'request', { main, authType: 'API_KEY', parts });
      return (JSON.parse(reply) as ReturnType<typeof unchecked>).outcome.value;
    };
    expect(runAs('a')).toEqual([['a'], 1]);
    expect(runAs('b')).toEqual([['b'], 1]);
  });
});
