import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTraced, type Traced } from './start-traced.ts';

let app: Traced;
beforeAll(async () => {
  app = await startTraced();
});
afterAll(() => app[Symbol.asyncDispose]());

describe('a request', () => {
  test('trace: has what was asked, who asked, each handler and its console, and the answer', async () => {
    await app.query('query ($name: String) { hello(name: $name) }', { name: 'Ann' });
    const record = await app.newest('kind=request&text=hello');
    expect(record).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      causeId: null,
      kind: 'request',
      name: 'query hello',
      ms: expect.any(Number),
      outcome: 'succeeded',
      caller: 'API key',
      error: null,
      request: {
        query: 'query ($name: String) { hello(name: $name) }',
        variables: { name: 'Ann' },
      },
      response: { data: { hello: 'hello Ann' } },
      replay: { can: true },
    });
    const [field] = record.spans.filter(({ kind }) => kind === 'field');
    expect(field).toMatchObject({ name: 'Query.hello', parentId: null });
    const below = record.spans.filter(({ parentId }) => parentId === field?.id);
    expect(below).toMatchObject([
      {
        kind: 'step',
        name: 'request of Query.hello',
        source: 'resolvers/Query.hello.ts:1:17',
        request: { arguments: { name: 'Ann' }, stash: {} },
        response: { payload: { name: 'Ann' } },
        stash: { greeting: 'hello' },
      },
      { kind: 'data-source', request: { payload: { name: 'Ann' } }, response: { name: 'Ann' } },
      {
        kind: 'step',
        name: 'response of Query.hello',
        request: { stash: { greeting: 'hello' }, result: { name: 'Ann' } },
        response: 'hello Ann',
      },
    ]);
    expect(record.logs).toMatchObject([
      { level: 'info', source: 'Query.hello', text: expect.stringContaining('"asked" "Ann"') },
    ]);
  });

  test('trace: an exception in a resolver leads to its line in the TypeScript', async () => {
    await app.query('{ broken }');
    const { error, outcome, errors } = await app.newest('kind=request&text=broken');
    expect(outcome).toBe('failed');
    expect(error).toMatchObject({ source: 'resolvers/Query.broken.ts:4:35', path: 'broken' });
    expect(error?.message).toMatch(/Cannot read properties of undefined/);
    expect(errors).toHaveLength(1);
  });

  test('trace: util.error leads to its line in the TypeScript', async () => {
    await app.query('{ refused }');
    const { error, spans } = await app.newest('kind=request&text=refused');
    expect(error).toEqual({
      type: 'Closed',
      message: 'not today',
      source: 'resolvers/Query.refused.ts:7:8',
      path: 'refused',
    });
    expect(spans.at(-1)?.error).toMatchObject({ type: 'Closed' });
  });

  test('trace: what a handler makes of a refusal says what it came of, and who asked the helper that gave up', async () => {
    await app.query('mutation { save(id: "again", text: "other") { id } }');
    await app.query('mutation { save(id: "again", text: "only") { id } }');
    const { error } = await app.newest('kind=request&outcome=failed&text=save');
    expect(error).toMatchObject({
      type: 'Taken',
      message: 'There is one.',
      cause: expect.stringMatching(/^DynamoDB:ConditionalCheckFailedException: The conditional/),
      source: 'resolvers/Mutation.save.ts:17:8',
      stack: ['resolvers/Mutation.save.ts:17:8', 'resolvers/Mutation.save.ts:12:46'],
    });
  });

  test('trace: what a function throws leads to its line, through the record of its run', async () => {
    await app.query('{ compute(how: "throw") }');
    const record = await app.newest('kind=request&text=compute');
    const thrown = { message: 'cannot throw', source: 'functions/compute.ts:9:9' };
    expect(record.error).toMatchObject({ type: 'RangeError', ...thrown });
    expect(record.caused).toMatchObject([
      { kind: 'invocation', name: 'compute', outcome: 'failed', causeId: record.id },
    ]);
    const invocation = await app.record(record.caused[0]?.id ?? '');
    expect(invocation).toMatchObject({
      traceId: record.traceId,
      cause: { id: record.id },
      causeIs: 'certain',
      request: { how: 'throw' },
      response: { errorType: 'RangeError', errorMessage: 'cannot throw' },
      error: { ...thrown, stack: ['functions/compute.ts:9:9', 'functions/compute.ts:4:31'] },
      logs: [{ level: 'info', source: 'compute', text: 'computing throw' }],
    });
    const source = record.spans.find(({ kind }) => kind === 'data-source');
    expect(source).toMatchObject({ name: 'Invoke compute', causedIds: [invocation.id] });
  });

  test('trace: the stack of an error that a function catches and logs leads to its lines', async () => {
    await app.query('{ compute(how: "catch") }');
    const invocation = await app.newest('kind=invocation&text=compute');
    const [, logged] = invocation.logs;
    expect(logged).toMatchObject({ level: 'warn', source: 'compute' });
    const { stack } = JSON.parse(logged?.text ?? '{}') as { readonly stack: string };
    expect(stack).toContain('RangeError: cannot catch\n');
    expect(stack).toContain('functions/compute.ts:9:9');
    expect(stack).not.toContain('index.mjs');
  });

  test('trace: a key that is none is refused before anything runs, and cannot be replayed', async () => {
    const { graphqlUrl } = app.local.outputs;
    const headers = { 'x-api-key': 'da2-nobodys' };
    await fetch(graphqlUrl, { method: 'POST', headers, body: '{"query":"{ hello }"}' });
    const record = await app.newest('outcome=refused');
    expect(record).toMatchObject({
      name: 'POST /graphql',
      caller: null,
      error: {
        type: 'UnauthorizedException',
        message: 'You are not authorized to make this call.',
      },
      replay: { can: false },
    });
    const again = await fetch(`${app.local.url}/_local/traces/${record.id}/replay`, {
      method: 'POST',
    });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ error: { code: 'CannotReplay' } });
  });

  test('trace: a query that does not fit the schema is refused', async () => {
    await app.query('{ nowhere }');
    const { outcome, error } = await app.newest('text=nowhere');
    expect(outcome).toBe('refused');
    expect(error?.message).toMatch(/nowhere/);
  });

  test('replay: runs the same as the same caller, and leads back to the first', async () => {
    await app.query('{ hello(name: "again") }');
    const first = await app.newest('kind=request&text=hello');
    const answer = await fetch(`${app.local.url}/_local/traces/${first.id}/replay`, {
      method: 'POST',
    });
    const { id } = (await answer.json()) as { id: string };
    expect(await app.record(id)).toMatchObject({
      causeId: first.id,
      caller: 'API key',
      response: { data: { hello: 'hello again' } },
    });
  });
});
