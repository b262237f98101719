import { describe, expect, test } from 'vitest';
import { hintsOf } from '../../tracing/hints.ts';
import type { PathStep, RawRecord, RawSpan } from '../../tracing/record.ts';
import { createTracer } from '../../tracing/tracer.ts';
import { systemClock } from '../../shared/clock.ts';

const begin = (kind: 'request' | 'invocation', name: string): RawRecord =>
  createTracer({ clock: systemClock }).begin(kind, name);

const pathOf = (...keys: (string | number)[]): PathStep | undefined =>
  keys.reduce<PathStep | undefined>((prev, key) => ({ prev, key }), undefined);

/** A field that asked a data source, at a place in the answer. */
function ask(record: RawRecord, path: PathStep | undefined, asked: string): RawSpan {
  const field = record.begin('field', 'Order.customer');
  field.path = path;
  const source = field.begin('data-source', asked);
  source.end();
  field.end();
  return source;
}

const textsOf = (record: RawRecord): readonly string[] => hintsOf(record).map(({ text }) => text);

describe('hints', () => {
  test('N+1: is told of a field below a list, in nested lists too, from five times on', () => {
    const record = begin('request', 'query shops');
    for (let item = 0; item < 4; item += 1) {
      ask(record, pathOf('shops', 0, 'orders', item, 'customer'), 'GetItem Customers');
    }
    expect(textsOf(record)).toEqual([]);
    ask(record, pathOf('shops', 1, 'orders', 0, 'customer'), 'GetItem Customers');
    expect(textsOf(record)).toEqual([
      'Order.customer asked GetItem Customers 5 times, once for each item of shops.*.orders: a batch asks once',
    ]);
  });

  test('N+1: is not told of aliases, of batches, nor of what asks nobody', () => {
    const record = begin('request', 'query orders');
    for (let number = 0; number < 9; number += 1) {
      ask(record, pathOf(`order${number}`, 'customer'), 'GetItem Customers');
      ask(record, pathOf('orders', number, 'customer'), 'BatchInvoke Customers');
      ask(record, pathOf('orders', number, 'label'), 'None');
    }
    expect(textsOf(record)).toEqual([]);
  });

  test('calls of a function: the same one five times in a run, with where its handler begins', () => {
    const record = begin('invocation', 'report');
    record.place = () => 'functions/report/index.ts:3:8';
    for (let number = 0; number < 5; number += 1) record.begin('call', 'dynamodb GetItem').end();
    record.begin('call', 'dynamodb PutItem').end();
    expect(hintsOf(record)).toEqual([
      {
        text: 'report made 5 calls of dynamodb GetItem in one run',
        source: 'functions/report/index.ts:3:8',
      },
    ]);
  });

  test('a refusal that nobody looked at: is told, unless it is a condition that did not hold', () => {
    const record = begin('request', 'query order');
    const path = pathOf('order');
    ask(record, path, 'GetItem Orders').end({ type: 'X', message: 'No such key.', source: null });
    const type = 'DynamoDB:ConditionalCheckFailedException';
    ask(record, path, 'PutItem Orders').end({ type, message: 'It did not hold.', source: null });
    expect(textsOf(record)).toEqual([
      'Order.customer went on although GetItem Orders failed: No such key. ctx.error tells the response handler',
    ]);
  });
});
