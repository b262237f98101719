import { describe, expect, test } from 'vitest';
import type { StatesDefinition } from '../../../assembly/model.ts';
import { languages, runStates, StateError } from '../../../services/states/interpreter/index.ts';
import type { CallTask } from '../../../services/states/interpreter/index.ts';
import { createAdjustableClock } from '../../../shared/adjustable-clock.ts';

/** A clock that stands still until it is set ahead. */
const standing = () =>
  createAdjustableClock({ now: () => Date.UTC(2026, 0, 1), after: () => () => {} });

interface RunOptions {
  readonly callTask?: CallTask;
  readonly clock?: ReturnType<typeof standing>;
}

function run(
  states: StatesDefinition['States'],
  input: unknown,
  { callTask = () => Promise.resolve(null), clock = standing() }: RunOptions = {},
): Promise<unknown> {
  const [StartAt = ''] = Object.keys(states);
  return runStates({ StartAt, States: states }, input, {
    clock,
    callTask,
    languages,
    queryLanguage: 'JSONPath',
    context: { Execution: { Name: 'one' } },
    variables: {},
    signal: new AbortController().signal,
  });
}

const passed = (fields: object, input: unknown = {}) =>
  run({ One: { Type: 'Pass', End: true, ...fields } }, input);

describe('JSONPath', () => {
  test.each([
    [
      'InputPath and ResultPath',
      { InputPath: '$.a', ResultPath: '$.b.c' },
      { a: 1 },
      { a: 1, b: { c: 1 } },
    ],
    [
      'Parameters, of input and context',
      { Parameters: { 'x.$': '$.a', 'name.$': '$$.Execution.Name', y: 2 } },
      { a: [1] },
      { x: [1], name: 'one', y: 2 },
    ],
    [
      'Result',
      { Result: { fixed: true }, ResultPath: '$.r' },
      { a: 1 },
      { a: 1, r: { fixed: true } },
    ],
    ['ResultPath null', { Result: 1, ResultPath: null }, { a: 1 }, { a: 1 }],
    ['OutputPath', { OutputPath: '$.a[1]' }, { a: [1, 2] }, 2],
    [
      'a path that selects',
      { OutputPath: '$..price' },
      { book: { price: 8 }, car: { price: 9 } },
      [8, 9],
    ],
    [
      'a filter',
      { OutputPath: '$.all[?(@.price > 8)].name' },
      {
        all: [
          { price: 8, name: 'a' },
          { price: 9, name: 'b' },
        ],
      },
      ['b'],
    ],
  ])('%s: is as AWS’s pages say', async (_what, fields, input, output) => {
    expect(await passed(fields, input)).toEqual(output);
  });

  test('a path that leads to nothing: fails the state', async () => {
    await expect(passed({ Parameters: { 'x.$': '$.b' } }, { a: 1 })).rejects.toMatchObject({
      name: 'States.ParameterPathFailure',
    });
    await expect(passed({ InputPath: '$.b' }, { a: 1 })).rejects.toMatchObject({
      name: 'States.Runtime',
    });
  });

  test('Assign: sets variables for the states behind it', async () => {
    const states = {
      Set: { Type: 'Pass', Assign: { 'who.$': '$.name', times: 2 }, Result: {}, Next: 'Use' },
      Use: {
        Type: 'Pass',
        Parameters: { 'text.$': "States.Format('{} x {}', $who, $times)" },
        End: true,
      },
    };
    expect(await run(states, { name: 'Ann' })).toEqual({ text: 'Ann x 2' });
  });
});

describe('intrinsic functions', () => {
  // Of the examples of AWS's page.
  test.each([
    ["States.Format('Hello, my name is {}.', $.name)", 'Hello, my name is Foo.'],
    ["States.Format('\\{{}\\}', 1)", '{1}'],
    ["States.Format('{}, {}, {}', null, 1.1, true)", 'null, 1.1, true'],
    // Recorded on AWS, but for what is in the list.
    ["States.Format('{}', $.made)", '{Arg1=1, Arg2=[], Arg3=[a, {b=c}]}'],
    ["States.StringToJson('{\\'a\\': 1}')", null],
    ['States.StringToJson($.text)', { number: 20 }],
    ['States.JsonToString($.list)', '[1,2,3,1]'],
    ['States.Array(1, $.name, null)', [1, 'Foo', null]],
    ['States.ArrayPartition($.list, 3)', [[1, 2, 3], [1]]],
    ['States.ArrayContains($.list, 2)', true],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayGetItem($.list, 2)', 3],
    ['States.ArrayLength($.list)', 4],
    ['States.ArrayUnique($.list)', [1, 2, 3]],
    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['States.JsonMerge($.one, $.two, false)', { a: { a3: 1 }, b: 2, c: 3 }],
    ['States.MathAdd(111, -1)', 110],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ['States.MathRandom(3, 4)', 3],
    ['States.MathRandom(12.5, 14.4)', 13],
    ["States.Format('{}', States.ArrayLength(States.Array('a, b', 'c)')))", '2'],
  ])('%s', async (call, value) => {
    const input = {
      name: 'Foo',
      text: '{"number": 20}',
      list: [1, 2, 3, 1],
      one: { a: { a1: 1, a2: 2 }, b: 2 },
      made: { Arg1: 1, Arg2: [], Arg3: ['a', { b: 'c' }] },
      two: { a: { a3: 1 }, c: 3 },
    };
    const output = passed({ Parameters: { 'x.$': call } }, input);
    if (value === null)
      await expect(output).rejects.toMatchObject({ name: 'States.IntrinsicFailure' });
    else expect(await output).toEqual({ x: value });
  });

  test('States.UUID(): gives another each time', async () => {
    const output = await passed({ Parameters: { 'x.$': 'States.UUID()', 'y.$': 'States.UUID()' } });
    const { x, y } = output as Readonly<Record<string, string>>;
    expect(x).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(x).not.toBe(y);
  });
});

describe('States.StringToJson', () => {
  // Recorded on AWS.
  test.each(['', ' '])('a text %j: gives null', async (text) => {
    const call = { 'x.$': 'States.StringToJson($.text)' };
    expect(await passed({ Parameters: call }, { text })).toEqual({ x: null });
  });
});

describe('functions of JSONata', () => {
  // Recorded on AWS.
  test.each([
    ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['$range(1, 9, 9)', 1],
    ['$partition([0], 1)', [[0]]],
  ])('%s', async (call, value) => {
    const state = { QueryLanguage: 'JSONata', Output: `{% ${call} %}` };
    expect(await passed(state)).toEqual(value);
  });
});

describe('Choice', () => {
  test.each([
    [{ Variable: '$.n', NumericGreaterThan: 4 }, true],
    [{ Variable: '$.n', NumericLessThanEquals: 4 }, false],
    [{ Variable: '$.n', NumericEqualsPath: '$.five' }, true],
    [{ Variable: '$.s', StringMatches: 'log-*.txt' }, true],
    [{ Variable: '$.s', StringMatches: 'log-\\*.txt' }, false],
    [{ Variable: '$.s', NumericEquals: 5 }, false],
    [{ Variable: '$.t', TimestampLessThan: '2026-01-02T00:00:00Z' }, true],
    [{ Variable: '$.b', BooleanEquals: true }, true],
    [{ Variable: '$.none', IsPresent: false }, true],
    [{ Variable: '$.nil', IsNull: true }, true],
    [{ Variable: '$.t', IsTimestamp: true }, true],
    [
      {
        And: [
          { Variable: '$.b', BooleanEquals: true },
          { Not: { Variable: '$.n', IsString: true } },
        ],
      },
      true,
    ],
    [
      {
        Or: [
          { Variable: '$.n', IsString: true },
          { Variable: '$.s', IsNumeric: true },
        ],
      },
      false,
    ],
  ])('%j: fits as AWS’s page says', async (rule, fits) => {
    const input = {
      n: 5,
      five: 5,
      s: 'log-1.txt',
      t: '2026-01-01T23:00:00+00:00',
      b: true,
      nil: null,
    };
    const states = {
      Which: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    };
    expect(await run(states, input)).toBe(fits);
  });

  test('no rule and no Default: States.NoChoiceMatched', async () => {
    const states = {
      Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'Which' }] },
    };
    await expect(run(states, { n: 2 })).rejects.toMatchObject({ name: 'States.NoChoiceMatched' });
  });
});

describe('other states', () => {
  test('Succeed: ends with its input', async () => {
    expect(await run({ Done: { Type: 'Succeed', OutputPath: '$.a' } }, { a: 1 })).toBe(1);
  });

  test('Fail: ends with its error and cause, which may be computed', async () => {
    const state = { Type: 'Fail', Error: 'Odd', CausePath: "States.Format('of {}', $.a)" };
    await expect(run({ No: state }, { a: 1 })).rejects.toMatchObject({
      name: 'Odd',
      message: 'of 1',
    });
  });

  test('Parallel: gives what its branches give, in their order, and fails with the first', async () => {
    const branch = (fields: object) => ({ StartAt: 'B', States: { B: fields } });
    const passing = branch({ Type: 'Pass', End: true });
    const of = (...Branches: object[]) => ({ Both: { Type: 'Parallel', Branches, End: true } });
    const two = branch({ Type: 'Pass', Result: 2, End: true });
    expect(await run(of(passing, two), { a: 1 })).toEqual([{ a: 1 }, 2]);
    const failing = branch({ Type: 'Fail', Error: 'Odd' });
    const endless = branch({ Type: 'Wait', Seconds: 9, End: true });
    await expect(run(of(endless, failing), {})).rejects.toMatchObject({ name: 'Odd' });
  });

  test.each([
    ['Seconds', { Seconds: 30 }],
    ['SecondsPath', { SecondsPath: '$.wait' }],
    ['Timestamp', { Timestamp: '2026-01-01T00:00:30Z' }],
    ['TimestampPath', { TimestampPath: '$.until' }],
  ])('Wait with %s: goes on when the clock is there', async (_what, fields) => {
    const clock = standing();
    const input = { wait: 30, until: '2026-01-01T00:00:30Z' };
    const states = { Wait: { Type: 'Wait', End: true, ...fields } };
    const ends: number[] = [];
    const over = run(states, input, { clock }).then(() => ends.push(clock.now()));
    for (let second = 0; second < 30; second += 1) {
      await new Promise(setImmediate);
      expect(ends).toEqual([]);
      clock.advance(1_000);
    }
    await over;
    expect(ends).toEqual([Date.UTC(2026, 0, 1, 0, 0, 30)]);
  });
});

describe('errors', () => {
  const failing =
    (error: string): CallTask =>
    () =>
      Promise.reject(new StateError(error, 'why'));
  const task = (fields: object) => ({
    Do: { Type: 'Task', Resource: 'any', End: true, ...fields },
    After: { Type: 'Pass', End: true },
  });

  test.each([
    ['by its name', 'Odd', ['Odd'], true],
    ['States.ALL', 'Odd', ['States.ALL'], true],
    ['States.TaskFailed', 'Odd', ['States.TaskFailed'], true],
    ['a timeout is no States.TaskFailed', 'States.Timeout', ['States.TaskFailed'], false],
    ['a runtime error is not in States.ALL', 'States.Runtime', ['States.ALL'], false],
  ])('Catch, %s', async (_what, error, ErrorEquals, isCaught) => {
    const Catch = [{ ErrorEquals, Next: 'After', ResultPath: '$.e' }];
    const output = run(task({ Catch }), { a: 1 }, { callTask: failing(error) });
    if (isCaught) expect(await output).toEqual({ a: 1, e: { Error: error, Cause: 'why' } });
    else await expect(output).rejects.toMatchObject({ name: error });
  });

  test('Retry: waits by the clock, longer each time, and gives up', async () => {
    const clock = standing();
    const calls: number[] = [];
    const callTask: CallTask = () => {
      calls.push((clock.now() - Date.UTC(2026, 0, 1)) / 1_000);
      return Promise.reject(new StateError('Odd', 'why'));
    };
    const Retry = [{ ErrorEquals: ['Odd'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 }];
    const over = run(task({ Retry }), {}, { callTask, clock }).catch((error: unknown) => error);
    const end = { isOver: false };
    void over.then(() => (end.isOver = true));
    while (!end.isOver) {
      await new Promise(setImmediate);
      clock.advance(1_000);
    }
    expect(calls).toEqual([0, 2, 8]);
    expect(await over).toMatchObject({ name: 'Odd' });
  });

  test('TimeoutSeconds: ends a task that takes longer', async () => {
    const clock = standing();
    const callTask: CallTask = (_resource, _argument, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        setImmediate(() => clock.advance(5_000));
      });
    const over = run(task({ TimeoutSeconds: 5 }), {}, { callTask, clock });
    await expect(over).rejects.toMatchObject({ name: 'States.Timeout' });
  });
});
