import { describe, expect, test } from 'vitest';
import type { LambdaHost } from '../../services/lambda/types.ts';
import { code, constant, createTestApi } from '../support/appsync-api.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';

const schema =
  'type Query { root: Node list: [Node] text: String } type Node { id: ID! name: String child: Node must: Node! }';
const tree = { id: 1, name: 'a', child: { id: 2, name: 'b', child: { id: 3 } }, must: { id: 4 } };

const fn = {
  stackName: 'T',
  logicalId: 'F',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;

describe('queryDepthLimit', () => {
  const api = createTestApi({
    schema,
    resolvers: { 'Query.root': constant(tree) },
    overrides: { queryDepthLimit: 2 },
  });

  test('deeper fields: null with QueryDepthLimitReached, the rest is answered', async () => {
    const body = await api.query('{ root { name child { name } } }');
    expect(body.data).toEqual({ root: { name: 'a', child: { name: null } } });
    expect(body.errors).toMatchObject([
      { path: ['root', 'child', 'name'], errorType: 'QueryDepthLimitReached' },
    ]);
  });

  test('deeper non-null fields: the null bubbles', async () => {
    const body = await api.query('{ root { name must { id } } }');
    expect(body.data).toEqual({ root: null });
    expect(body.errors).toMatchObject([{ errorType: 'QueryDepthLimitReached' }]);
  });

  test('a query of exactly that depth: passes', async () => {
    expect(await api.query('{ root { name } }')).toEqual({ data: { root: { name: 'a' } } });
  });
});

test('resolverCountLimit: surplus resolvers answer ResolverExecutionLimitReached', async () => {
  const api = createTestApi({
    schema,
    resolvers: {
      'Query.list': constant([{ id: 1 }, { id: 2 }, { id: 3 }]),
      'Node.name': code('return { payload: "n" + ctx.source.id };'),
    },
    overrides: { resolverCountLimit: 3 },
  });
  const body = await api.query('{ list { name } }');
  expect(body.data).toEqual({ list: [{ name: 'n1' }, { name: 'n2' }, { name: null }] });
  expect(body.errors).toMatchObject([
    { path: ['list', 2, 'name'], errorType: 'ResolverExecutionLimitReached' },
  ]);
});

test('15,000 tokens: exactly as many pass, one more is refused', async () => {
  const { query } = createTestApi({ schema: 'type Query { sum(of: [Int]): Int }' });
  const text = (numbers: number): string => `{ sum(of: [${'1 '.repeat(numbers)}]) }`;
  // Nine tokens stand around the numbers.
  expect(await query(text(14_991))).toEqual({ data: { sum: null } });
  expect(await query(text(14_992))).toMatchObject({
    data: null,
    errors: [{ message: 'Maximum char length exceeded' }],
  });
});

test('30 seconds: a waiting function ends with Lambda:ExecutionTimeoutException', async () => {
  const clock = createFakeClock();
  let called = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (called = resolve));
  const lambda: LambdaHost = {
    invoke() {
      called();
      return new Promise(() => undefined);
    },
  };
  const api = createTestApi(
    {
      schema,
      dataSources: [fn],
      resolvers: { 'Query.text': { dataSource: 'fn' } },
    },
    { lambda, clock },
  );
  const answer = api.query('{ text }');
  await waiting;
  clock.advance(30_000);
  expect(await answer).toMatchObject({
    data: { text: null },
    errors: [{ errorType: 'Lambda:ExecutionTimeoutException', message: 'Execution timed out.' }],
  });
});

describe('5 MB', () => {
  const megabytes = (count: number): string => 'x'.repeat(count * 1024 * 1024);
  const api = createTestApi(
    {
      schema,
      dataSources: [fn],
      resolvers: { 'Query.text': { dataSource: 'fn' }, 'Query.list': { dataSource: 'fn' } },
    },
    {
      functions: {
        'arn:fn': (payload) =>
          (payload as { info: { fieldName: string } }).info.fieldName === 'text'
            ? megabytes(4)
            : [{ id: megabytes(3) }, { id: megabytes(3) }],
      },
    },
  );

  test('an answer of a resolver below it: passes', async () => {
    expect((await api.query('{ text }')).errors).toBeUndefined();
  });

  test('a larger one: MappingTemplate, Transformation too large', async () => {
    expect(await api.query('{ list { id } }')).toMatchObject({
      data: { list: null },
      errors: [
        { path: ['list'], errorType: 'MappingTemplate', message: 'Transformation too large' },
      ],
    });
  });
});
