import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Writes, type NotedCall, type StreamedChange } from '../../tracing/writes.ts';

const TABLE = 'Notes';
/** A whole second, as streams tell it. */
const NOW = Date.parse('2026-11-29T12:00:00Z') / 1_000;
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW * 1_000 + 400 }));
afterAll(() => void vi.useRealTimers());

function followed(): Writes {
  const writes = new Writes();
  writes.follow(TABLE);
  return writes;
}

const item = (id: string, text?: string) => ({
  id: { S: id },
  ...(text !== undefined && { text: { S: text } }),
});

type Call = Pick<NotedCall, 'operation' | 'input'>;

/** A write that is sent; the table has not answered yet. */
const sent = (writes: Writes, recordId: string, call: Call) =>
  writes.note({ ...call, recordId, traceId: `trace of ${recordId}`, begun: Date.now() });

const note = (writes: Writes, recordId: string, call: Call): void =>
  sent(writes, recordId, call)?.taken();

const putOf = (id: string, text: string): Call => ({
  operation: 'PutItem',
  input: { TableName: TABLE, Item: item(id, text) },
});
const put = (writes: Writes, recordId: string, id: string, text: string): void =>
  note(writes, recordId, putOf(id, text));
const update = (writes: Writes, recordId: string, id: string): void =>
  note(writes, recordId, { operation: 'UpdateItem', input: { TableName: TABLE, Key: item(id) } });

let sequence = 0;
const streamed = (id: string, text: string, change: Partial<StreamedChange> = {}) => {
  sequence += 1;
  return {
    eventName: 'MODIFY',
    sequenceNumber: String(sequence),
    keys: item(id),
    newImage: item(id, text),
    createdAt: NOW,
    ...change,
  };
};

describe('whose write a record of a stream is', () => {
  test('a put: that of the same item, and that is certain', () => {
    const writes = followed();
    put(writes, 'one', 'a', 'first');
    put(writes, 'other', 'a', 'second');
    expect(writes.writerOf(TABLE, streamed('a', 'second'))).toEqual({
      recordId: 'other',
      traceId: 'trace of other',
      isCertain: true,
    });
  });

  test('updates of one item: in their order, likely while several fit, certain of the last', () => {
    const writes = followed();
    update(writes, 'one', 'a');
    update(writes, 'other', 'a');
    expect(writes.writerOf(TABLE, streamed('a', 'x'))).toMatchObject({
      recordId: 'one',
      isCertain: false,
    });
    expect(writes.writerOf(TABLE, streamed('a', 'y'))).toMatchObject({
      recordId: 'other',
      isCertain: true,
    });
    expect(writes.writerOf(TABLE, streamed('a', 'z'))).toBeNull();
  });

  test('a write whose answer is still on its way: its own, since a stream can be faster', () => {
    const writes = followed();
    sent(writes, 'one', putOf('a', 'text'));
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toMatchObject({ recordId: 'one' });
  });

  test('a write that was refused: nobody’s, and one that may be gives way to one that was taken', () => {
    const writes = followed();
    sent(writes, 'refused', putOf('a', 'text'))?.refused();
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toBeNull();
    sent(writes, 'on its way', putOf('a', 'text'));
    put(writes, 'taken', 'a', 'text');
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toMatchObject({ recordId: 'taken' });
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toMatchObject({ recordId: 'on its way' });
  });

  test('an answer behind what the stream told, and behind all that was forgotten: no matter', () => {
    const writes = followed();
    const first = sent(writes, 'one', putOf('a', 'text'));
    writes.writerOf(TABLE, streamed('a', 'text'));
    first?.refused();
    put(writes, 'other', 'a', 'text');
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toMatchObject({ recordId: 'other' });
    const last = sent(writes, 'last', putOf('a', 'text'));
    writes.clear();
    last?.taken();
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toBeNull();
  });

  test('asked again of the same record: the same answer, as each event source reads it', () => {
    const writes = followed();
    put(writes, 'one', 'a', 'text');
    const change = streamed('a', 'text');
    const first = writes.writerOf(TABLE, change);
    expect(first).toMatchObject({ recordId: 'one' });
    expect(writes.writerOf(TABLE, change)).toEqual(first);
  });

  test('another key, kind, second or table: nobody’s', () => {
    const writes = followed();
    put(writes, 'one', 'a', 'text');
    expect(writes.writerOf(TABLE, streamed('b', 'text'))).toBeNull();
    expect(writes.writerOf(TABLE, streamed('a', 'text', { eventName: 'REMOVE' }))).toBeNull();
    expect(writes.writerOf(TABLE, streamed('a', 'text', { createdAt: NOW - 60 }))).toBeNull();
    expect(writes.writerOf('Others', streamed('a', 'text'))).toBeNull();
  });

  test('batches and transactions: each of their writes, in tables that are followed', () => {
    const writes = followed();
    note(writes, 'batch', {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: {
          [TABLE]: [
            { PutRequest: { Item: item('a', 'x') } },
            { DeleteRequest: { Key: item('b') } },
          ],
          Others: [{ DeleteRequest: { Key: item('c') } }],
        },
      },
    });
    note(writes, 'transaction', {
      operation: 'TransactWriteItems',
      input: {
        TransactItems: [
          { ConditionCheck: { TableName: TABLE, Key: item('d') } },
          { Update: { TableName: `arn:aws:dynamodb:us-east-1:1:table/${TABLE}`, Key: item('e') } },
          { Delete: { TableName: TABLE, Key: item('f') } },
        ],
      },
    });
    const removed = { eventName: 'REMOVE', newImage: undefined };
    const writerOf = (id: string, change: Partial<StreamedChange> = {}) =>
      writes.writerOf(TABLE, streamed(id, 'x', change))?.recordId ?? null;
    expect(writerOf('a', { eventName: 'INSERT' })).toBe('batch');
    expect(writerOf('b', removed)).toBe('batch');
    expect(writerOf('c', removed)).toBeNull();
    expect(writerOf('d')).toBeNull();
    expect(writerOf('e')).toBe('transaction');
    expect(writerOf('f', removed)).toBe('transaction');
  });

  test('what is forgotten is nobody’s', () => {
    const writes = followed();
    put(writes, 'one', 'a', 'text');
    writes.clear();
    expect(writes.writerOf(TABLE, streamed('a', 'text'))).toBeNull();
  });
});
