import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  START,
  put,
  remove,
  set,
  startVersionedSources,
  type VersionedSource,
  type VersionedSources,
} from './versioned-source.ts';

/* Expected values are those of AWS's page "Conflict detection and resolution". */
let sources: VersionedSources;

beforeAll(async () => {
  sources = await startVersionedSources();
});

afterAll(async () => {
  await sources[Symbol.asyncDispose]();
});

/** An item at version 2. */
async function withItem(attributes: Readonly<Record<string, unknown>>): Promise<VersionedSource> {
  const source = await sources.make();
  await source.ask(put('1', {}));
  await source.ask(put('1', attributes));
  return source;
}

const UNHANDLED = { type: 'ConflictUnhandled', message: 'Conflict resolver rejects mutation.' };

describe('OPTIMISTIC_CONCURRENCY', () => {
  test('the version that the item has: written', async () => {
    const source = await withItem({ a: { S: 'x' } });
    const ask = source.detecting('OPTIMISTIC_CONCURRENCY');
    const answer = await ask(set('1', { a: { S: 'y' } }, { _version: 2 }));
    expect(answer).toMatchObject({ result: { a: 'y', _version: 3 }, error: null });
  });

  test.each([
    ['PutItem', put('1', { a: { S: 'y' } }, { _version: 1 })],
    ['UpdateItem', set('1', { a: { S: 'y' } }, { _version: 1 })],
    ['DeleteItem', remove('1', { _version: 1 })],
    ['DeleteItem without _version', remove('1')],
  ])('%s of another version: rejected with the existing item', async (_name, request) => {
    const source = await withItem({ a: { S: 'x' } });
    const answer = await source.detecting('OPTIMISTIC_CONCURRENCY')(request);
    const existing = { id: '1', a: 'x', _version: 2, _lastChangedAt: START };
    expect(answer).toEqual({ result: existing, error: UNHANDLED });
    expect(await source.base()).toEqual([existing]);
  });

  test('a new item: no version is needed', async () => {
    const source = await sources.make();
    const ask = source.detecting('OPTIMISTIC_CONCURRENCY');
    expect(await ask(put('1', {}))).toMatchObject({ result: { _version: 1 }, error: null });
  });

  test('UpdateItem without _version: refused', async () => {
    const source = await withItem({});
    const answer = await source.detecting('OPTIMISTIC_CONCURRENCY')(set('1', { a: { S: 'y' } }));
    expect(answer).toMatchObject({
      error: {
        message: 'UpdateItem on versioned data source requires the _version to be provided.',
      },
    });
  });

  test('another version and a condition that fails: the condition’s error', async () => {
    const source = await withItem({ a: { S: 'x' } });
    const condition = { expression: 'attribute_not_exists(id)' };
    const answer = await source.detecting('OPTIMISTIC_CONCURRENCY')(
      put('1', { a: { S: 'y' } }, { condition }),
    );
    expect(answer.error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(answer.error?.message).toMatch(
      /^The conditional request failed \(Service: DynamoDb, Status Code: 400, Request ID: .+\)$/,
    );
  });
});

describe('AUTOMERGE', () => {
  test('scalars: the server’s value stays, the version goes up', async () => {
    const source = await withItem({ name: { S: 'Nadia' }, jersey: { N: 5 } });
    const incoming = { name: { S: 'Nadia' }, jersey: { N: 55 } };
    for (const request of [
      put('1', incoming, { _version: 1 }),
      set('1', incoming, { _version: 1 }),
    ]) {
      const { result, error } = await source.detecting('AUTOMERGE')(request);
      expect(error).toBeNull();
      expect(result).toMatchObject({ name: 'Nadia', jersey: 5 });
    }
    expect(await source.base()).toMatchObject([{ jersey: 5, _version: 4 }]);
  });

  const added = {
    name: { S: 'Shaggy' },
    interests: { SS: ['breakfast', 'lunch', 'dinner'] },
    points: { L: [{ N: 24 }, { N: 30 }, { N: 27 }] },
  };
  const joined = {
    interests: { SS: ['breakfast', 'lunch', 'brunch'] },
    points: { L: [{ N: 30 }, { N: 35 }] },
  };

  test.each([['PutItem', put] as const, ['UpdateItem', set] as const])(
    '%s: new attributes are added, sets united, lists joined, maps merged',
    async (_name, write) => {
      const source = await withItem({ name: { S: 'Nadia' }, jersey: { N: 5 } });
      const ask = source.detecting('AUTOMERGE');
      await ask(write('1', added, { _version: 1 }));
      expect((await source.base())[0]).toMatchObject({
        name: 'Nadia',
        jersey: 5,
        interests: new Set(['breakfast', 'lunch', 'dinner']),
        points: [24, 30, 27],
        _version: 3,
      });
      await ask(write('1', joined, { _version: 2 }));
      expect((await source.base())[0]).toMatchObject({
        interests: new Set(['breakfast', 'lunch', 'dinner', 'brunch']),
        points: [24, 30, 27, 30, 35],
        _version: 4,
      });
      const stats = (more: object) => ({ stats: { M: more } });
      await ask(write('1', stats({ ppg: { S: '35.4' }, apg: { S: '6.3' } }), { _version: 4 }));
      await ask(write('1', stats({ ppg: { S: '25.7' }, rpg: { S: '6.9' } }), { _version: 3 }));
      expect((await source.base())[0]).toMatchObject({
        stats: { ppg: '35.4', apg: '6.3', rpg: '6.9' },
      });
    },
  );

  test('a set in DynamoDB and a list in the request: united', async () => {
    const source = await withItem({ tags: { SS: ['a', 'b'] } });
    const tags = { L: [{ S: 'b' }, { S: 'c' }] };
    await source.detecting('AUTOMERGE')(set('1', { tags }, { _version: 1 }));
    expect((await source.base())[0]).toMatchObject({ tags: new Set(['a', 'b', 'c']) });
  });

  test('an attribute that is null: takes the new value', async () => {
    const source = await withItem({ a: { NULL: null } });
    await source.detecting('AUTOMERGE')(set('1', { a: { S: 'x' } }, { _version: 1 }));
    expect((await source.base())[0]).toMatchObject({ a: 'x' });
  });

  test('UpdateItem: what takes away is left out, what only adds is done', async () => {
    const source = await withItem({
      kept: { S: 'x' },
      list: { L: [{ N: 1 }] },
      tags: { SS: ['a'] },
      count: { N: 1 },
    });
    const update = {
      expression: 'SET #list = list_append(#list, :more) REMOVE kept ADD #tags :b, #count :one',
      expressionNames: { '#list': 'list', '#tags': 'tags', '#count': 'count' },
      expressionValues: { ':more': { L: [{ N: 2 }] }, ':b': { SS: ['b'] }, ':one': { N: 1 } },
    };
    const request = { operation: 'UpdateItem', key: { id: { S: '1' } }, update, _version: 1 };
    const { error } = await source.detecting('AUTOMERGE')(request);
    expect(error).toBeNull();
    expect((await source.base())[0]).toMatchObject({
      kept: 'x',
      list: [1, 2],
      tags: new Set(['a', 'b']),
      count: 1,
      _version: 3,
    });
  });

  test('DeleteItem of another version: rejected', async () => {
    const source = await withItem({});
    const answer = await source.detecting('AUTOMERGE')(remove('1', { _version: 1 }));
    expect(answer.error).toEqual(UNHANDLED);
  });
});

describe('LAMBDA', () => {
  const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:judge';
  const stale = (more: object = {}) =>
    set('1', { title: { S: 'Foo Bar' } }, { _version: 1, ...more });

  test('the function gets both items, arguments, resolver and identity', async () => {
    const source = await withItem({ author: { S: 'Foo' }, n: { N: 1 } });
    let event: unknown;
    sources.functions[ARN] = (payload) => {
      event = payload;
      return { action: 'REJECT' };
    };
    const update = {
      expression: 'SET title = :title, m.x = :title REMOVE author ADD n :two',
      expressionValues: { ':title': { S: 'Foo Bar' }, ':two': { N: 2 } },
    };
    const answer = await source.detecting('LAMBDA', ARN)(stale({ update }), {
      typeName: 'Mutation',
      fieldName: 'updatePost',
      arguments: { id: '1' },
    });
    expect(answer).toMatchObject({ result: { author: 'Foo', _version: 2 }, error: UNHANDLED });
    expect(event).toEqual({
      newItem: { id: '1', title: 'Foo Bar', n: 3 },
      existingItem: { id: '1', author: 'Foo', n: 1, _version: 2, _lastChangedAt: START },
      arguments: { id: '1' },
      resolver: {
        tableName: source.baseName,
        awsRegion: 'us-east-1',
        parentType: 'Mutation',
        field: 'updatePost',
      },
      identity: null,
    });
  });

  test('RESOLVE: its item replaces the existing one; key and metadata in it are ignored', async () => {
    const source = await withItem({ author: { S: 'Foo' } });
    sources.functions[ARN] = () => ({
      action: 'RESOLVE',
      item: { id: '9', title: 'agreed', _version: 77, tags: ['a'] },
    });
    const { result, error } = await source.detecting('LAMBDA', ARN)(stale());
    expect(error).toBeNull();
    expect(result).toEqual({
      id: '1',
      title: 'agreed',
      tags: ['a'],
      _version: 3,
      _lastChangedAt: START,
    });
  });

  test('RESOLVE: members of any name and numbers of any size are stored as answered', async () => {
    const source = await withItem({});
    const json = '{"constructor":"Build Co","deep":{"constructor":1,"toString":[null]},"n":1e30}';
    sources.functions[ARN] = () => ({ action: 'RESOLVE', item: JSON.parse(json) as unknown });
    const { result, error } = await source.detecting('LAMBDA', ARN)(stale());
    expect(error).toBeNull();
    expect(result).toMatchObject(JSON.parse(json) as object);
  });

  test('REMOVE: deletes, for DeleteItem only', async () => {
    const source = await withItem({});
    sources.functions[ARN] = () => ({ action: 'REMOVE' });
    const ask = source.detecting('LAMBDA', ARN);
    expect((await ask(stale())).error?.type).toBe('ConflictError');
    expect(await ask(remove('1', { _version: 1 }))).toMatchObject({
      result: { _deleted: true, _version: 3 },
      error: null,
    });
  });

  test.each([
    ['throws', () => Promise.reject(new Error('no idea'))],
    ['answers something else', () => 'RESOLVE'],
    ['resolves without an item', () => ({ action: 'RESOLVE' })],
  ])('a function that %s: ConflictError', async (_name, judge) => {
    const source = await withItem({});
    sources.functions[ARN] = judge;
    const answer = await source.detecting('LAMBDA', ARN)(stale());
    expect(answer.error?.type).toBe('ConflictError');
    expect((await source.base())[0]).toMatchObject({ _version: 2 });
  });

  test('a function that lets another write through: the new version is judged again', async () => {
    const source = await withItem({ title: { S: 'old' } });
    const seen: unknown[] = [];
    sources.functions[ARN] = async (payload) => {
      const { existingItem } = payload as { existingItem: { _version: number } };
      seen.push(existingItem._version);
      if (seen.length === 1) await source.ask(set('1', { title: { S: 'meanwhile' } }));
      return { action: 'RESOLVE', item: { title: 'agreed' } };
    };
    const { result } = await source.detecting('LAMBDA', ARN)(stale());
    expect(seen).toEqual([2, 3]);
    expect(result).toMatchObject({ title: 'agreed', _version: 4 });
  });
});
