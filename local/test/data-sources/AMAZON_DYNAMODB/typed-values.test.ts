import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TypedItem } from '../../../data-sources/AMAZON_DYNAMODB/typed-values.ts';
import { mergeItems } from '../../../data-sources/AMAZON_DYNAMODB/versioned/automerge.ts';
import { TABLE, keyOf, startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('typed values', () => {
  test('every type: there and back', async () => {
    const attributeValues = {
      s: { S: 'x' },
      n: { N: 1.5 },
      text: { N: '42' },
      yes: { BOOL: true },
      none: { NULL: null },
      b: { B: 'aGVsbG8=' },
      ss: { SS: ['a', 'b'] },
      ns: { NS: [67.8, '12'] },
      list: { L: [{ S: 'a' }, { M: { deep: { N: 2 } } }] },
      map: { M: { inner: { NULL: null } } },
    };
    const written = await table.ask({
      operation: 'PutItem',
      key: keyOf('types'),
      attributeValues,
    });
    const plain = {
      pk: 'types',
      sk: 1,
      s: 'x',
      n: 1.5,
      text: 42,
      yes: true,
      none: null,
      b: 'aGVsbG8=',
      ss: ['a', 'b'],
      list: ['a', { deep: 2 }],
      map: { inner: null },
    };
    expect(written).toMatchObject({ result: { ...plain, ns: [67.8, 12] }, error: null });
    const { result } = await table.ask({ operation: 'GetItem', key: keyOf('types') });
    expect(result).toMatchObject(plain);
    expect((result as { ns: number[] }).ns.toSorted()).toEqual([12, 67.8]);
  });

  test('B and BS: characters outside the base64 alphabet are ignored', async () => {
    const attributeValues = { b: { B: 'aGVs\r\nb-G_8=' }, bs: { BS: ['aG Vs', 'bG8='] } };
    await table.ask({ operation: 'PutItem', key: keyOf('binary'), attributeValues });
    expect(await table.ask({ operation: 'GetItem', key: keyOf('binary') })).toMatchObject({
      result: { b: 'aGVsbG8=', bs: ['aGVs', 'bG8='] },
    });
  });

  test('numbers given as text: stored digit by digit', async () => {
    const digits = '12345678901234567890123456789012345678';
    const attributeValues = { n: { N: digits } };
    await table.ask({ operation: 'PutItem', key: keyOf('digits'), attributeValues });
    expect(await table.stored('digits')).toMatchObject({ n: { N: digits } });
  });

  test.each([
    ['two types', { S: 'x', N: 1 }],
    ['no type', {}],
    ['unknown type', { X: 1 }],
    ['null', null],
    ['BOOL of a text', { BOOL: 'true' }],
  ])('%s: malformed request', async (_title, a) => {
    const request = { operation: 'PutItem', key: keyOf('x'), attributeValues: { a } };
    expect(await table.ask(request)).toMatchObject({
      isMalformedRequest: true,
      error: { type: 'MappingTemplate', message: expect.stringContaining('$[attributeValues][a]') },
    });
  });

  test('a value that is not typed: malformed request', async () => {
    const answer = await table.ask({ operation: 'GetItem', key: { pk: 'x' } });
    expect(answer).toMatchObject({ isMalformedRequest: true, error: { type: 'MappingTemplate' } });
  });
});

test('items written by the SDK: read as plain JSON', async () => {
  const Item = { pk: { S: 'sdk' }, sk: { N: '1' }, b: { B: Buffer.from('hello') } };
  await table.dynoxide.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  const { result } = await table.ask({ operation: 'GetItem', key: keyOf('sdk') });
  expect(result).toEqual({ pk: 'sdk', sk: 1, b: 'aGVsbG8=' });
});

// Compared as text: a plain object of the test could not hold the name.
test('mergeItems: members of any name are kept and merged', () => {
  const item = (value: string) =>
    JSON.parse(
      `{"__proto__":{"M":{"${value}":{"S":"x"}}},"constructor":{"SS":["${value}"]}}`,
    ) as TypedItem;
  expect(JSON.stringify(mergeItems(item('a'), item('b')))).toBe(
    '{"__proto__":{"M":{"a":{"S":"x"},"b":{"S":"x"}}},"constructor":{"SS":["a","b"]}}',
  );
  expect(JSON.stringify(mergeItems({}, item('b')))).toBe(JSON.stringify(item('b')));
});
