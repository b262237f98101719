import { describe, expect, test } from 'vitest';
import { ask, sourceOf } from './run-source.ts';

const origin = { stackName: 'T', logicalId: 'X' };

describe('NONE', () => {
  const none = sourceOf({ ...origin, name: 'none', type: 'NONE' });

  test.each([
    [{ payload: { a: 1 } }, { a: 1 }],
    [{ payload: null }, null],
    [{}, null],
    [null, null],
  ])('request %j: the payload is the result', async (request, result) => {
    expect(await ask(none, request)).toEqual({ result, error: null });
  });
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
