import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../appsync-js/index.ts';
import type { HandlerContext } from '../../appsync-js/index.ts';
import { fixedClock, run, valueOf } from './support.ts';

const CONTEXT: HandlerContext = {
  arguments: { id: '1' },
  identity: null,
  source: undefined,
  stash: {},
  prev: null,
  result: undefined,
  error: null,
  request: { headers: {}, domainName: null },
  info: {
    fieldName: 'f',
    parentTypeName: 'Query',
    variables: {},
    selectionSetList: ['a'],
    selectionSetGraphQL: '{ a }',
  },
  env: { TABLE: 't' },
  outErrors: [],
  authType: 'API_KEY',
};

describe('handlers: outcomes', () => {
  test('a returned value comes out by copy', () => {
    expect(run('return { a: [1, { b: null }], gone: undefined };').result).toEqual({
      a: [1, { b: null }],
    });
  });

  test('returning nothing gives undefined', () => {
    expect(run('ctx.stash.a = 1;')).toMatchObject({
      result: undefined,
      evaluationResult: 'null',
      error: null,
      stash: { a: 1 },
    });
  });

  test('util.error: stops at once, with data and info; stash and appended errors are kept', () => {
    const evaluation = run(
      'ctx.stash.before = 1; util.appendError("first", "T1"); util.error("m", "T", { d: 1 }, { i: 2 }); ctx.stash.after = 1;',
    );
    expect(evaluation.error).toEqual({ message: 'm', type: 'T', data: { d: 1 }, info: { i: 2 } });
    expect(evaluation.stash).toEqual({ before: 1 });
    expect(evaluation.outErrors).toEqual([
      { message: 'first', errorType: 'T1', data: null, errorInfo: null },
    ]);
  });

  test('util.error: without a type has none', () => {
    expect(run('util.error("foo")').error).toEqual({
      message: 'foo',
      type: null,
      data: null,
      info: null,
    });
  });

  test('util.unauthorized: EvaluateCode says Unauthorized', () => {
    expect(run('util.unauthorized(); return 1;').error).toMatchObject({ message: 'Unauthorized' });
  });

  test('runtime.earlyReturn: gives its value, NEXT by default', () => {
    expect(run('runtime.earlyReturn({ a: 1 }); return 2;')).toMatchObject({
      result: { a: 1 },
      earlyReturn: 'NEXT',
    });
    expect(run('runtime.earlyReturn(null, { skipTo: "END" });')).toMatchObject({
      result: null,
      earlyReturn: 'END',
    });
  });

  test('runtime.earlyReturn: not from a response handler', () => {
    expect(run('runtime.earlyReturn(1)', {}, 'response').error?.message).toContain(
      'only be called from a request handler',
    );
  });

  test('an uncaught error: code.js:<line>:<col>: <Name>: <text>, of the bundle', () => {
    const { error } = run(
      'for (const x of [1]) { ctx.stash.x = x; }\n  return ctx.args.missing.deeper;',
    );
    expect(error).toEqual({
      message: "code.js:4:27: TypeError: Cannot read properties of undefined (reading 'deeper')",
      type: 'Code',
    });
  });

  test("a helper's refusal: the position of its call and no error name", () => {
    expect(run('return util.str.normalize("a", "bad");').error?.message).toMatch(
      /^code\.js:3:17: Unknown normalization form bad/,
    );
  });

  test('a cyclic result is an error of the code', () => {
    expect(run('const a = {}; a.a = a; return a;').error?.message).toMatch(
      /TypeError: Converting circular structure/,
    );
  });

  test.each([
    'util.appendError("x", "T", cycle);',
    'util.error("x", "T", cycle);',
    'ctx.stash.cycle = cycle;',
  ])('%s: what is not JSON is an error of the code, the logs are kept', (line) => {
    const { error, logs } = run(
      `const cycle = {}; cycle.cycle = cycle;\n  console.log("before");\n  ${line}`,
    );
    expect(error?.message).toMatch(/TypeError: Converting circular structure/);
    expect(logs).toEqual(['INFO - code.js:4:3: "before"']);
  });

  test('endless recursion by data ends as an error', () => {
    expect(
      run('ctx.stash.f = { f() { return ctx.stash.f.f(); } }; return ctx.stash.f.f();').error
        ?.message,
    ).toContain('RangeError');
  });

  test('a loop: 1,000 iterations run, the next one ends the handler', () => {
    const arguments_ = (length: number) => ({
      arguments: { list: Array.from({ length }, (_, index) => index) },
    });
    const body =
      'let n = 0; for (const x of ctx.args.list) { n += 1; } for (const i in ctx.args.list) n += 1; return n;';
    expect(run(body, arguments_(1_000)).result).toBe(2_000);
    expect(run(body, arguments_(1_001)).error?.message).toContain('1000 iterations');
  });
});

describe('handlers: ctx', () => {
  test('args and arguments are the same data', () => {
    expect(
      run('ctx.args.added = 1; return ctx.arguments;', { arguments: { a: 1 } }).result,
    ).toEqual({ a: 1, added: 1 });
  });

  test('info: JSON has no selection set, the members have', () => {
    const info = {
      fieldName: 'f',
      parentTypeName: 'Query',
      variables: { v: 1 },
      selectionSetList: ['a', 'a/b'],
      selectionSetGraphQL: '{ a { b } }',
    };
    expect(
      valueOf(
        '[JSON.stringify(ctx.info), ctx.info.selectionSetList, ctx.info.selectionSetGraphQL]',
        { info },
      ),
    ).toEqual([
      '{"fieldName":"f","parentTypeName":"Query","variables":{"v":1}}',
      ['a', 'a/b'],
      '{ a { b } }',
    ]);
  });

  test('identity: null for an API key', () => {
    expect(valueOf('[ctx.identity, ctx.identity?.sub ?? "none"]')).toEqual([null, 'none']);
  });

  test('error: only there when the data source failed', () => {
    expect(valueOf('"error" === Object.keys(ctx).find((name) => name === "error")')).toBe(false);
    expect(valueOf('ctx.error', { error: { message: 'm', type: 'T' } })).toEqual({
      message: 'm',
      type: 'T',
    });
  });

  test('prev and result: undefined where AWS has none, null kept apart', () => {
    expect(
      valueOf('[typeof ctx.result, typeof ctx.prev.result]', { prev: { result: undefined } }),
    ).toEqual(['undefined', 'undefined']);
    expect(
      valueOf('[ctx.result, ctx.prev.result]', { result: null, prev: { result: null } }),
    ).toEqual([null, null]);
  });

  test('env: can be read, not changed', () => {
    expect(valueOf('ctx.env.TABLE', { env: { TABLE: 't' } })).toBe('t');
    expect(run('ctx.env.TABLE = "u";', { env: { TABLE: 't' } }).error?.message).toContain(
      'TypeError',
    );
  });

  test('outErrors: what was appended so far, earlier handlers included', () => {
    const outErrors = [{ message: 'old', errorType: null, data: null, errorInfo: null }];
    const evaluation = run('util.appendError("new"); return ctx.outErrors.map((e) => e.message);', {
      outErrors,
    });
    expect(evaluation.result).toEqual(['old', 'new']);
    expect(evaluation.outErrors.map(({ message }) => message)).toEqual(['old', 'new']);
  });
});

describe('handlers: the language at run time', () => {
  test.each([
    ['JSON.parse("{bad")', ''],
    ['JSON.parse("{\\"a\\":1}")', { a: 1 }],
    ['"a.b.c".replaceAll("[.]", "-")', 'a-b-c'],
    ['"a.b.c".replace("\\\\.", "-")', 'a-b.c'],
    ['"Ada Lovelace".replace("(\\\\w+) (\\\\w+)", "$2 $1")', 'Lovelace Ada'],
    ['"a.b".split(".")', ['a', 'b']],
    ['[3, 1, 2].sort()', [1, 2, 3]],
    ['[1, [2, [3]]].flat()', [1, 2, [3]]],
    ['`${[1, 2]}`', '1,2'],
  ])('%s', (expression, gives) => {
    expect(valueOf(expression)).toEqual(gives);
  });

  test.each([
    [
      'ctx.args.list[ctx.args.name]()',
      { list: [1], name: 'toSorted' },
      'Array.prototype.toSorted is not supported by APPSYNC_JS',
    ],
    [
      'ctx.args.text[ctx.args.name](3)',
      { text: 'x', name: 'padStart' },
      'String.prototype.padStart is not supported by APPSYNC_JS',
    ],
    [
      'Object[ctx.args.name]({})',
      { name: 'freeze' },
      'Object.freeze is not supported by APPSYNC_JS',
    ],
    [
      'Object[ctx.args.name](1)',
      { name: 'freeze' },
      'Object.freeze is not supported by APPSYNC_JS',
    ],
  ])('%s: an unsupported method names itself', (expression, arguments_, message) => {
    expect(valueOf(expression, { arguments: arguments_ })).toEqual({
      message: `TypeError: ${message}`,
    });
  });

  test('console: the form of AWS, with the position of the call', () => {
    const { logs } = run(
      '  const id = "record-id";\n  console.log("current id", id);\n  if (id) console.error({ a: [1] }, null, undefined);',
    );
    expect(logs).toEqual([
      'INFO - code.js:4:3: "current id" "record-id"',
      'ERROR - code.js:5:11: {"a":[1]} null undefined',
    ]);
  });
});

describe('extensions', () => {
  test('are reported as effects', () => {
    const filter = { filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] };
    const { effects } = run(
      `extensions.setSubscriptionFilter(${JSON.stringify(filter)});
       extensions.setSubscriptionInvalidationFilter(${JSON.stringify(filter)});
       extensions.invalidateSubscriptions({ subscriptionField: "onX", payload: { a: 1 } });
       extensions.evictFromApiCache("Query", "f", { "context.arguments.id": "1" });
       return null;`,
      {},
      'response',
    );
    expect(effects).toEqual({
      subscriptionFilter: filter,
      subscriptionInvalidationFilter: filter,
      invalidations: [{ subscriptionField: 'onX', payload: { a: 1 } }],
      responseHeaders: {},
      cacheEvictions: [
        { typeName: 'Query', fieldName: 'f', keyValuePair: { 'context.arguments.id': '1' } },
      ],
    });
  });
});

describe('createRuntime', () => {
  test('run: a module runs many times, nothing is left from one run to the next', () => {
    const runtime = createRuntime({ clock: fixedClock, log: { info() {}, warn() {}, error() {} } });
    const source =
      'export function request(ctx) { ctx.stash.n = (ctx.stash.n ?? 0) + 1; return ctx.args; } export const response = (ctx) => ctx.result;';
    const module = runtime.load({ source, file: 'f.js' });
    expect(module.file).toBe('f.js');
    const first = module.run('request', CONTEXT);
    expect(first).toEqual({
      outcome: { kind: 'returned', value: { id: '1' } },
      stash: { n: 1 },
      appendedErrors: [],
      logs: [],
      effects: {
        subscriptionFilter: null,
        subscriptionInvalidationFilter: null,
        invalidations: [],
        responseHeaders: {},
        cacheEvictions: [],
      },
      changedArguments: null,
    });
    expect(module.run('request', { ...CONTEXT, stash: first.stash }).stash).toEqual({ n: 2 });
    expect(module.run('response', { ...CONTEXT, result: [1] }).outcome).toEqual({
      kind: 'returned',
      value: [1],
    });
  });

  test('log: gets what code logs under the name of its file', () => {
    const lines: string[] = [];
    const note = (level: string) => (source: string, message: string) =>
      void lines.push(`${level} ${source} ${message}`);
    const runtime = createRuntime({
      clock: fixedClock,
      log: { info: note('info'), warn: note('warn'), error: note('error') },
    });
    const source =
      'export function request(ctx) {\nconsole.log(1);\nconsole.error(2); }\nexport function response() {}';
    runtime.load({ source, file: 'Query.f.js' }).run('request', CONTEXT);
    expect(lines).toEqual(['info Query.f.js code.js:2:1: 1', 'error Query.f.js code.js:3:1: 2']);
  });
});
