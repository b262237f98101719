import { describe, expect, test } from 'vitest';
import { ask, sourceOf } from './run-source.ts';

const origin = { stackName: 'T', logicalId: 'X' };

describe('NONE', () => {
  const none = sourceOf({ ...origin, name: 'none', type: 'NONE' });

  test.each([
    [{ payload: { a: 1 } }, { a: 1 }],
    [{ payload: null }, null],
    [{ payload: 0, other: 1 }, 0],
    [{ email: 'a@b.c' }, { email: 'a@b.c' }],
    [{}, null],
    [{ version: '2018-05-29' }, null],
    [null, null],
  ])(
    'request %j: the payload is the result, or the request that has none',
    async (request, result) => {
      expect(await ask(none, request)).toEqual({ result, error: null });
    },
  );
});

describe('AMAZON_EVENTBRIDGE', () => {
  const lines: string[] = [];
  const note = (_source: string, message: string): void => void lines.push(message);
  const bus = sourceOf(
    { ...origin, name: 'bus', type: 'AMAZON_EVENTBRIDGE', eventBusArn: 'arn:bus' },
    { log: { info: note, warn: note, error: note } },
  );

  test('PutEvents: an EventId for each, written to the log', async () => {
    const events = [1, 2].map((n) => ({ source: 's', detailType: 't', detail: { n } }));
    const { result, error } = await ask(bus, { operation: 'PutEvents', events });
    expect(error).toBeNull();
    const id = { EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(result).toEqual({ Entries: [id, id], FailedEntryCount: 0 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"detail":{"n":2}');
  });

  test('PutEvents: an event that EventBridge does not take fails alone', async () => {
    const event = { source: 's', detailType: 't', detail: {} };
    const { result, error } = await ask(bus, {
      operation: 'PutEvents',
      events: [event, { ...event, source: 'aws.s3' }, { ...event, detail: 'text' }],
    });
    expect(error).toBeNull();
    expect(result).toEqual({
      Entries: [
        { EventId: expect.any(String) },
        {
          ErrorCode: 'NotAuthorizedForSourceException',
          ErrorMessage: 'Not authorized for the source.',
        },
        { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      ],
      FailedEntryCount: 2,
    });
  });

  const many = (count: number, text = '') =>
    Array.from({ length: count }, () => ({ source: 's', detailType: 't', detail: { text } }));

  test.each([
    ['no event', [], /length greater than or equal to 1/],
    ['eleven events', many(11), /length less than or equal to 10/],
    ['more than 1 MB', many(2, 'x'.repeat(600_000)), /Total size of the entries/],
  ])('PutEvents of %s: ctx.error, nothing is taken', async (_title, events, message) => {
    lines.length = 0;
    const { result, error } = await ask(bus, { operation: 'PutEvents', events });
    expect(result).toBeNull();
    expect(error?.message).toMatch(message);
    expect(lines).toEqual([expect.stringMatching(/^PutEvents arn:bus failed: /u)]);
    expect(lines[0]).toMatch(message);
  });

  test('PutEvents of ten events: all are taken', async () => {
    const { result } = await ask(bus, { operation: 'PutEvents', events: many(10) });
    expect(result).toMatchObject({ FailedEntryCount: 0 });
  });

  test.each([
    [{ events: [] }, "Value for field '$[operation]' not found."],
    [{ operation: 'PutEvents' }, "Value for field '$[events]' not found."],
    [
      { operation: 'PutEvents', events: [{ source: 's', detail: {} }] },
      "Value for field '$[events][0][detailType]' not found.",
    ],
  ])('request %j: MappingTemplate', async (request, message) => {
    expect(await ask(bus, request)).toMatchObject({ isMalformedRequest: true, error: { message } });
  });
});

test('AMAZON_DYNAMODB: an engine that is away is in the log with operation, URL and reason', async () => {
  const lines: string[] = [];
  const note = (_source: string, message: string): void => void lines.push(message);
  const table = sourceOf(
    {
      ...origin,
      name: 'table',
      type: 'AMAZON_DYNAMODB',
      tableName: 'T',
      region: 'us-east-1',
    },
    {
      log: { info: note, warn: note, error: note },
      dynamodbEndpoint: 'http://ann:secret@127.0.0.1:1',
    },
  );
  const { error } = await ask(table, { operation: 'GetItem', key: { id: { S: 'a' } } });
  expect(error?.type).toBe('DynamoDB:DynamoDbException');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^GetItem http:\/\/127\.0\.0\.1:1\/ failed: .*ECONNREFUSED/u);
});
