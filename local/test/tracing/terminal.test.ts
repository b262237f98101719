import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { printTraces } from '../../tracing/index.ts';
import { errorText } from '../../tracing/terminal/lines.ts';
import { startTraced, type Traced } from './start-traced.ts';

let app: Traced;
const requests: string[] = [];
const debug: string[] = [];
const json: string[] = [];
beforeAll(async () => {
  app = await startTraced({
    watch(tracer) {
      const plain = { colours: false, showsValues: false };
      printTraces(tracer, { ...plain, mode: 'requests', write: (line) => requests.push(line) });
      printTraces(tracer, { ...plain, mode: 'debug', write: (line) => debug.push(line) });
      printTraces(tracer, { ...plain, mode: 'json', write: (line) => json.push(line) });
    },
  });
});
afterAll(() => app[Symbol.asyncDispose]());

const shown = (pattern: RegExp): Promise<void> =>
  eventually(() => expect(requests.join('')).toMatch(pattern));

const TIME = String.raw`\d\d:\d\d:\d\d\.\d{3}`;

test('errorText: names the handler that asked a helper, and what the error came of', () => {
  const error = {
    type: 'LimitExceeded',
    message: 'Try again.',
    source: 'resolvers/lib/errors.ts:63:8',
    stack: ['resolvers/lib/errors.ts:63:8', 'resolvers/Query.listUsers/read.ts:9:3'],
    cause: 'DynamoDB:ThrottlingException: Rate exceeded',
    path: 'listUsers',
  };
  expect(errorText(error, (text) => text)).toBe(
    'LimitExceeded: Try again.  resolvers/lib/errors.ts:63:8  from resolvers/Query.listUsers/read.ts:9:3  (listUsers)\n' +
      '    because of DynamoDB:ThrottlingException: Rate exceeded',
  );
});

describe('--log requests', () => {
  test('a success: time, operation, caller, duration and units in one line', async () => {
    await app.query('{ note(id: "none") { id } }');
    await shown(new RegExp(`^${TIME}  query note  API key  [\\d.]+ ms  0\\.5 RCU  ok$`, 'm'));
  });

  test('a wrong key: refused, with what AppSync answers', async () => {
    const { graphqlUrl } = app.local.outputs;
    await fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'x-api-key': 'no' },
      body: '{"query":"{ hello }"}',
    });
    await shown(/POST \/graphql .*refused\n {4}UnauthorizedException: You are not authorized/);
  });

  test('a query that is not valid: refused, with why', async () => {
    await app.query('{ nowhere }');
    await shown(/refused\n {4}.*nowhere/);
  });

  test('a resolver that gives up: its error and its line', async () => {
    await app.query('{ refused }');
    await shown(
      /query refused .*failed\n {4}Closed: not today {2}resolvers\/Query\.refused\.ts:7:8/,
    );
  });

  test('a data source that refuses: its error', async () => {
    const save = 'mutation { save(id: "same", text: "once") { id } }';
    await app.query(save);
    await app.query(save.replace('once', 'other'));
    await app.query(save);
    await shown(
      /mutation save .*failed\n {4}DynamoDB:ConditionalCheckFailedException: The conditional/,
    );
  });

  test('a function that throws: a line of its own, and that of its request', async () => {
    await app.query('{ compute(how: "throw") }');
    const thrown = String.raw`failed\n {4}RangeError: cannot throw {2}functions/compute\.ts:9:9`;
    await shown(new RegExp(`function compute .*${thrown}`));
    await shown(new RegExp(`query compute .*${thrown}`));
  });

  test('a function that runs out of time: says after how long', async () => {
    await app.query('{ compute(how: "loop") }');
    await shown(
      /function compute .*failed\n {4}Sandbox\.Timedout: .*timed out after 1\.00 seconds/,
    );
  });

  test('an event source whose record cannot be taken: the function’s error and line', async () => {
    await app.query('mutation { save(id: "poisoned", text: "poison") { id } }');
    await shown(
      /stream of Traced\/.*failed\n {4}TypeError: cannot swallow this {2}functions\/on-note\.ts:3:/,
    );
  });
});

describe('the other modes', () => {
  test('--log debug: what CloudWatch would show by the template’s fieldLogLevel, values masked', async () => {
    await app.query('query ($name: String) { hello(name: $name) }', { name: 'Secretive' });
    await eventually(() => {
      const lines = debug.map((line) => line.trim()).filter((line) => line.startsWith('{'));
      const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(logged).toContainEqual(
        expect.objectContaining({ logType: 'RequestSummary', statusCode: 200 }),
      );
      expect(logged).toContainEqual(
        expect.objectContaining({
          logType: 'RequestMapping',
          path: ['hello'],
          fieldName: 'hello',
          parentType: 'Query',
          fieldInError: false,
          context: expect.objectContaining({ arguments: { name: '***' } }),
        }),
      );
      expect(logged).toContainEqual(
        expect.objectContaining({ logType: 'Tracing', duration: expect.any(Number) }),
      );
    });
  });

  test('--log json: an object a line, failures of level error', async () => {
    await app.query('{ refused }');
    await eventually(() =>
      expect(json.map((line) => JSON.parse(line) as unknown)).toContainEqual(
        expect.objectContaining({
          level: 'error',
          kind: 'request',
          name: 'query refused',
          outcome: 'failed',
        }),
      ),
    );
  });
});
