import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  START,
  put,
  remove,
  set,
  startVersionedSources,
  type VersionedSources,
} from './versioned-source.ts';

/*
 * Expected values are those of AWS's pages "Versioned data sources" and "Using Delta Sync operations
 * on versioned data sources".
 */
let sources: VersionedSources;

beforeAll(async () => {
  sources = await startVersionedSources();
});

afterAll(async () => {
  await sources[Symbol.asyncDispose]();
});

describe('versioned writes', () => {
  test('PutItem: the item gets version 1 and the time, the delta table a record with both keys', async () => {
    const { ask, base, delta, baseName } = await sources.make();
    const item = { id: '1a', title: 'first', _version: 1, _lastChangedAt: START };
    expect(await ask(put('1a', { title: { S: 'first' } }))).toEqual({ result: item, error: null });
    expect(await base()).toEqual([item]);
    expect(await delta()).toEqual([
      {
        ...item,
        ds_pk: `${baseName}:2026-11-23`,
        ds_sk: '09:30:00.250:1a:1',
        _ttl: Math.floor(START / 1_000) + 30 * 60,
      },
    ]);
  });

  test('PutItem and UpdateItem of an existing item: the next version', async () => {
    const { ask, clock } = await sources.make();
    await ask(put('1', { a: { N: 1 } }));
    clock.advance(1_000);
    expect((await ask(put('1', { a: { N: 2 } }))).result).toEqual({
      id: '1',
      a: 2,
      _version: 2,
      _lastChangedAt: START + 1_000,
    });
    clock.advance(1_000);
    expect((await ask(set('1', { b: { N: 3 } }))).result).toEqual({
      id: '1',
      a: 2,
      b: 3,
      _version: 3,
      _lastChangedAt: START + 2_000,
    });
  });

  test('UpdateItem: every clause of its expression still holds', async () => {
    const { ask } = await sources.make();
    await ask(
      put('1', {
        n: { N: 1 },
        list: { L: [{ N: 1 }] },
        gone: { S: 'x' },
        tags: { SS: ['a', 'b'] },
      }),
    );
    const update = {
      expression:
        'set #list = list_append(#list, :more), #set = if_not_exists(#set, :one) REMOVE gone ADD n :one DELETE tags :b',
      expressionNames: { '#list': 'list', '#set': 'set' },
      expressionValues: { ':more': { L: [{ N: 2 }] }, ':one': { N: 1 }, ':b': { SS: ['b'] } },
    };
    const { result, error } = await ask({
      operation: 'UpdateItem',
      key: { id: { S: '1' } },
      update,
    });
    expect(error).toBeNull();
    expect(result).toEqual({
      id: '1',
      n: 2,
      list: [1, 2],
      set: 1,
      tags: ['a'],
      _version: 2,
      _lastChangedAt: START,
    });
  });

  test('UpdateItem of an item that is not there: makes it, version 1', async () => {
    const { ask } = await sources.make();
    expect((await ask(set('new', { a: { S: 'x' } }))).result).toEqual({
      id: 'new',
      a: 'x',
      _version: 1,
      _lastChangedAt: START,
    });
  });

  test('DeleteItem: leaves a tombstone for BaseTableTTL minutes', async () => {
    const { ask, base, delta } = await sources.make();
    await ask(put('1', { a: { S: 'x' } }));
    const tombstone = {
      id: '1',
      a: 'x',
      _deleted: true,
      _version: 2,
      _lastChangedAt: START,
      _ttl: Math.floor(START / 1_000) + 60 * 60,
    };
    expect(await ask(remove('1'))).toEqual({ result: tombstone, error: null });
    expect(await base()).toEqual([tombstone]);
    expect(await delta()).toContainEqual(
      expect.objectContaining({ _deleted: true, _version: 2, ds_sk: '09:30:00.250:1:2' }),
    );
  });

  test('DeleteItem with BaseTableTTL 0: removes the item at once, the delta table is told', async () => {
    const { ask, base, delta } = await sources.make({ versioning: { baseTableTtl: 0 } });
    await ask(put('1', { a: { S: 'x' } }));
    expect((await ask(remove('1'))).result).toMatchObject({ _deleted: true, _version: 2 });
    expect(await base()).toEqual([]);
    expect(await delta()).toContainEqual(expect.objectContaining({ _deleted: true, _version: 2 }));
  });

  test('DeleteItem of an item that is not there: null, no record', async () => {
    const { ask, delta } = await sources.make();
    expect(await ask(remove('nobody'))).toEqual({ result: null, error: null });
    expect(await delta()).toEqual([]);
  });

  test('a write of a tombstone: an item again', async () => {
    const { ask } = await sources.make();
    await ask(put('1', { a: { S: 'x' } }));
    await ask(remove('1'));
    expect((await ask(set('1', { a: { S: 'y' } }))).result).toEqual({
      id: '1',
      a: 'y',
      _version: 3,
      _lastChangedAt: START,
    });
  });

  test('customPartitionKey, populateIndexFields: the keys that AWS documents for 1a and 2b', async () => {
    const { ask, delta, baseName } = await sources.make({ sortKey: 'sort' });
    const write = (more: object) =>
      ask({
        operation: 'PutItem',
        key: { id: { S: '1a' }, sort: { S: '2b' } },
        attributeValues: {},
        ...more,
      });
    await write({ customPartitionKey: 'id', populateIndexFields: true });
    await write({ customPartitionKey: 'id' });
    const [first, second] = await delta();
    expect(first).toMatchObject({
      ds_pk: `${baseName}:2026-11-23:1a`,
      ds_sk: '09:30:00.250:2b:1',
      gsi_ds_pk: `${baseName}:2026-11-23`,
      gsi_ds_sk: '09:30:00.250:1a#2b:1',
    });
    expect(second).toMatchObject({ ds_sk: '09:30:00.250:2b:2' });
    expect(second).not.toHaveProperty('gsi_ds_pk');
  });

  test.each(['_version', '_lastChangedAt', '_deleted', '_ttl'])(
    'a write of %s: BadRequest, nothing is written',
    async (name) => {
      const { ask, base } = await sources.make();
      for (const request of [put('1', { [name]: { N: 9 } }), set('1', { [name]: { N: 9 } })]) {
        expect(await ask(request)).toMatchObject({
          result: null,
          error: {
            type: 'BadRequest',
            message: `Updating ${name} field can not be set from the client.`,
          },
        });
      }
      expect(await base()).toEqual([]);
    },
  );

  test('a condition that fails: as on other data sources, the version stays', async () => {
    const { ask, base } = await sources.make();
    const condition = { expression: 'attribute_not_exists(id)' };
    await ask(put('1', { a: { S: 'x' } }, { condition }));
    const same = await ask(put('1', { a: { S: 'x' } }, { condition }));
    expect(same.error).toBeNull();
    const other = await ask(put('1', { a: { S: 'y' } }, { condition }));
    expect(other.error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(await base()).toMatchObject([{ a: 'x', _version: 1 }]);
  });

  test('writes at the same time: each gets a version of its own', async () => {
    const { ask, delta } = await sources.make();
    await ask(put('1', { n: { N: 0 } }));
    const update = { expression: 'ADD n :one', expressionValues: { ':one': { N: 1 } } };
    const request = { operation: 'UpdateItem', key: { id: { S: '1' } }, update };
    const answers = await Promise.all([1, 2, 3].map(() => ask(request)));
    expect(answers.map(({ error }) => error)).toEqual([null, null, null]);
    expect((await delta()).map(({ _version }) => _version).toSorted()).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['BatchPutItem', { tables: {} }],
    ['BatchDeleteItem', { tables: {} }],
    ['TransactWriteItems', { transactItems: [] }],
  ])('%s: UnsupportedOperation in AWS’s words', async (operation, members) => {
    const { ask } = await sources.make();
    expect(await ask({ operation, ...members })).toMatchObject({
      error: {
        type: 'UnsupportedOperation',
        message: `Unsupported operation '${operation}'. Datasource Versioning only supports the following operations (TransactGetItems,PutItem,BatchGetItem,Scan,Query,GetItem,DeleteItem,UpdateItem,Sync).`,
      },
    });
  });

  test('GetItem, Scan: the metadata and tombstones are seen', async () => {
    const { ask } = await sources.make();
    await ask(put('1', {}));
    await ask(remove('1'));
    const { result } = await ask({ operation: 'GetItem', key: { id: { S: '1' } } });
    expect(result).toMatchObject({ _version: 2, _deleted: true });
    expect((await ask({ operation: 'Scan' })).result).toMatchObject({ items: [result] });
  });

  test('a delta table that is not there: DeltaSyncWriteError, the item is written', async () => {
    const { ask, base } = await sources.make({ versioning: { deltaSyncTableName: 'Nowhere' } });
    expect(await ask(put('1', {}))).toMatchObject({ error: { type: 'DeltaSyncWriteError' } });
    expect(await base()).toMatchObject([{ id: '1', _version: 1 }]);
  });
});
