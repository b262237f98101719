import { describe, expect, test } from 'vitest';
import { code, createTestApi } from '../support/appsync-api.ts';

const schema = 'type Query { a: AWSJSON }';

/** The result of Query.a for a pipeline, and the order in which handlers ran. */
async function run(resolver: string, ...functions: string[]) {
  const api = createTestApi({
    schema,
    resolvers: {
      'Query.a': { code: resolver, functions: functions.map((source) => ({ code: source })) },
    },
  });
  const body = await api.query('{ a }');
  const value = body.data?.a;
  return {
    value: typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    errors: body.errors,
    order: api.lines.map((line) => /"([^"]*)"$/.exec(line)?.[1]),
  };
}

const step = (name: string, request = '', response = 'return ctx.result;') =>
  code(
    `console.log("${name} request"); ${request || `return { payload: "${name}" };`}`,
    `console.log("${name} response"); ${response}`,
  );

describe('pipeline', () => {
  test('order, prev.result and the one stash of the run', async () => {
    const { value, order } = await run(
      step(
        'r',
        'ctx.stash.list = ["r"]; return { from: "r" };',
        'return { prev: ctx.prev.result, result: ctx.result, stash: ctx.stash };',
      ),
      step(
        '1',
        'ctx.stash.list.push(ctx.prev.result.from); return { payload: "one" };',
        'return ctx.prev.result.from + ctx.result;',
      ),
      step('2', 'return { payload: ctx.prev.result + "two" };'),
    );
    expect(order).toEqual([
      'r request',
      '1 request',
      '1 response',
      '2 request',
      '2 response',
      'r response',
    ]);
    expect(value).toEqual({ prev: 'ronetwo', result: 'ronetwo', stash: { list: ['r', 'r'] } });
  });

  test('util.error in a function: nothing after it runs', async () => {
    const { value, errors, order } = await run(
      step('r'),
      step('1', 'util.error("stop", "T");'),
      step('2'),
    );
    expect(order).toEqual(['r request', '1 request']);
    expect(value).toBeNull();
    expect(errors).toMatchObject([{ path: ['a'], errorType: 'T', message: 'stop' }]);
  });

  test('util.unauthorized and util.error in responses: nothing after them runs', async () => {
    const refused = await run(step('r'), step('1', '', 'util.unauthorized();'), step('2'));
    expect(refused.order).toEqual(['r request', '1 request', '1 response']);
    expect(refused.errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    const failed = await run(step('r', '', 'util.error("late");'), step('1'));
    expect(failed.errors).toMatchObject([{ message: 'late' }]);
  });

  test('util.appendError: kept through the run, the value too', async () => {
    const { value, errors } = await run(
      step('r', '', 'return ctx.prev.result;'),
      step('1', 'util.appendError("first"); return { payload: 1 };'),
      step('2', '', 'util.appendError("second"); return 2;'),
    );
    expect(value).toBe(2);
    expect(errors).toMatchObject([{ message: 'first' }, { message: 'second' }]);
  });

  test('earlyReturn in a function: its value goes to the next one', async () => {
    const { value, order } = await run(
      step('r', '', 'return ctx.prev.result;'),
      step('1', 'runtime.earlyReturn("early");'),
      step('2', 'return { payload: ctx.prev.result };'),
    );
    expect(order).toEqual(['r request', '1 request', '2 request', '2 response', 'r response']);
    expect(value).toBe('early');
  });

  test('earlyReturn with END in a function: straight to the resolver’s response', async () => {
    const { value, order } = await run(
      step('r', '', 'return ctx.prev.result;'),
      step('1', 'runtime.earlyReturn({ a: 1 }, { skipTo: "END" });'),
      step('2'),
    );
    expect(order).toEqual(['r request', '1 request', 'r response']);
    expect(value).toEqual({ a: 1 });
  });

  test('earlyReturn in the resolver’s request: all functions are skipped, its response runs', async () => {
    const { value, order } = await run(
      step('r', 'runtime.earlyReturn("early");', 'return ctx.prev.result;'),
      step('1'),
    );
    expect(order).toEqual(['r request', 'r response']);
    expect(value).toBe('early');
  });

  const next = 'runtime.earlyReturn("early", { skipTo: "NEXT" });';
  const end = 'runtime.earlyReturn("early", { skipTo: "END" });';
  const all = ['r request', '1 request', '1 response', '2 request', '2 response', 'r response'];
  const without = (...left: string[]) => all.filter((handler) => !left.includes(handler));

  test.each([
    ['NEXT in the first function', '', next, '', 'two', without('1 response')],
    ['NEXT in the last function', '', '', next, 'early', without('2 response')],
    ['NEXT in both functions', '', next, next, 'early', without('1 response', '2 response')],
    ['END in the first function', '', end, '', 'early', ['r request', '1 request', 'r response']],
    ['END in the last function', '', '', end, 'early', without('2 response')],
    ['NEXT, then END', '', next, end, 'early', without('1 response', '2 response')],
    ['NEXT in the resolver', next, '', '', 'early', ['r request', 'r response']],
    ['END in the resolver', end, '', '', 'early', ['r request', 'r response']],
  ])(
    'earlyReturn with %s: what runs, and on which result',
    async (_title, resolver, first, second, result, handlers) => {
      const { value, order } = await run(
        step('r', resolver, 'return [ctx.prev.result, ctx.result];'),
        step('1', first, 'return "one";'),
        step('2', second, 'return "two";'),
      );
      expect(value).toEqual([result, result]);
      expect(order).toEqual(handlers);
    },
  );

  test('earlyReturn: the stash, appended errors and an undefined value stay', async () => {
    const { value, errors } = await run(
      step('r', '', 'return [ctx.prev.result ?? "nothing", ctx.stash];'),
      step('1', 'ctx.stash.a = 1; util.appendError("kept"); runtime.earlyReturn();'),
    );
    expect(value).toEqual(['nothing', { a: 1 }]);
    expect(errors).toMatchObject([{ message: 'kept' }]);
  });

  test('handlers that return nothing: prev.result is absent, the field is null', async () => {
    const { value } = await run(
      step('r', 'return;', 'return ctx.stash.absent;'),
      step('1', 'ctx.stash.absent = [ctx.prev.result === undefined]; return;', 'return;'),
      step('2', 'ctx.stash.absent.push(ctx.prev.result === undefined); return {};'),
    );
    expect(value).toEqual([true, true]);
    expect((await run(step('r', '', 'return;'), step('1'))).value).toBeNull();
  });

  test('appendError before util.error: all are told, in order', async () => {
    const { value, errors, order } = await run(
      step('r'),
      step(
        '1',
        'util.appendError("first", "T1"); return {};',
        'util.appendError("second"); util.error("last", "T3");',
      ),
      step('2'),
    );
    expect(value).toBeNull();
    expect(errors).toMatchObject([
      { message: 'first', errorType: 'T1' },
      { message: 'second', errorType: null },
      { message: 'last', errorType: 'T3' },
    ]);
    expect(order).toEqual(['r request', '1 request', '1 response']);
  });

  test('a function whose request cannot be read: nothing after it runs', async () => {
    const api = createTestApi({
      schema,
      dataSources: [
        { stackName: 'T', logicalId: 'F', name: 'fn', type: 'AWS_LAMBDA', functionArn: 'arn:fn' },
      ],
      resolvers: {
        'Query.a': {
          code: step('r', '', 'return "late";'),
          functions: [{ dataSource: 'fn', code: step('1', 'return { payload: 1 };') }],
        },
      },
    });
    expect(await api.query('{ a }')).toMatchObject({
      data: { a: null },
      errors: [
        { errorType: 'MappingTemplate', message: "Value for field '$[operation]' not found." },
      ],
    });
    expect(api.lines).toHaveLength(2);
  });

  // https://docs.aws.amazon.com/appsync/latest/devguide/pipeline-resolvers-js.html
  test('AWS’s tutorial: the stash feeds a function, NONE hands on what it was given', async () => {
    const { value } = await run(
      code('ctx.stash.email = "nadia@myvaliddomain.com"; return {};', 'return ctx.prev.result;'),
      code('return { payload: { email: ctx.stash.email } };'),
      code('return ctx.prev.result;', 'ctx.result.id = "1"; return ctx.result;'),
    );
    expect(value).toEqual({ email: 'nadia@myvaliddomain.com', id: '1' });
  });

  test('eleven functions: refused at start, ten pass', async () => {
    const ten = Array.from({ length: 10 }, (_unused, index) => step(String(index)));
    expect((await run(step('r', '', 'return ctx.prev.result;'), ...ten)).value).toBe('9');
    await expect(run(step('r'), ...ten, step('10'))).rejects.toThrow(/at most 10 functions/);
  });
});
