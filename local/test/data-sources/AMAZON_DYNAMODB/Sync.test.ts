import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataSourceAnswer } from '../../../data-sources/types.ts';
import {
  START,
  put,
  remove,
  startVersionedSources,
  type VersionedSources,
} from './versioned-source.ts';

let sources: VersionedSources;

beforeAll(async () => {
  sources = await startVersionedSources();
});

afterAll(async () => {
  await sources[Symbol.asyncDispose]();
});

interface Page {
  readonly items: readonly { readonly id: string; readonly sort?: string }[];
  readonly nextToken: string | null;
  readonly scannedCount: number;
  readonly startedAt: number;
}

const pageOf = ({ result, error }: DataSourceAnswer): Page => {
  expect(error).toBeNull();
  return result as Page;
};

const MINUTE = 60_000;

describe('Sync', () => {
  test('without lastSync: the base table with its tombstones, and when it began', async () => {
    const { ask, clock } = await sources.make();
    await ask(put('1', { a: { S: 'x' } }));
    await ask(put('2', {}));
    await ask(remove('2'));
    clock.advance(5_000);
    const page = pageOf(await ask({ operation: 'Sync' }));
    expect(page).toMatchObject({ nextToken: null, scannedCount: 2, startedAt: START + 5_000 });
    expect(page.items.toSorted((a, b) => a.id.localeCompare(b.id))).toMatchObject([
      { id: '1', a: 'x', _version: 1 },
      { id: '2', _deleted: true, _version: 2 },
    ]);
  });

  test('with lastSync: each change since then, of the delta table', async () => {
    const { ask, clock } = await sources.make();
    await ask(put('1', {}));
    clock.advance(1_000);
    const { startedAt } = pageOf(await ask({ operation: 'Sync' }));
    clock.advance(1_000);
    await ask(put('2', {}));
    await ask(remove('2'));
    const page = pageOf(await ask({ operation: 'Sync', lastSync: startedAt }));
    expect(page).toMatchObject({ nextToken: null, scannedCount: 2 });
    expect(page.items).toMatchObject([
      { id: '2', _version: 1 },
      { id: '2', _version: 2, _deleted: true },
    ]);
  });

  test('lastSync at the moment that the delta table still keeps: the changes; before it: the base table', async () => {
    const { ask, clock } = await sources.make();
    await ask(put('1', {}));
    clock.advance(MINUTE);
    await ask(put('2', {}));
    clock.advance(29 * MINUTE);
    const idsSince = async (lastSync: number): Promise<readonly string[]> =>
      pageOf(await ask({ operation: 'Sync', lastSync }))
        .items.map(({ id }) => id)
        .toSorted();
    expect(await idsSince(START + 1)).toEqual(['2']);
    expect(await idsSince(START)).toEqual(['1', '2']);
    clock.advance(MINUTE);
    expect(await idsSince(START + 30_000)).toEqual(['1', '2']);
  });

  test('changes over midnight: both days, also across pages', async () => {
    const { ask, clock } = await sources.make({ versioning: { deltaSyncTableTtl: 3 * 24 * 60 } });
    for (const id of ['1', '2', '3']) {
      await ask(put(id, {}));
      clock.advance(24 * 60 * MINUTE);
    }
    const whole = pageOf(await ask({ operation: 'Sync', lastSync: START }));
    expect(whole.items.map(({ id }) => id)).toEqual(['1', '2', '3']);
    const first = pageOf(await ask({ operation: 'Sync', lastSync: START, limit: 2 }));
    expect(first.items.map(({ id }) => id)).toEqual(['1', '2']);
    const { nextToken } = first;
    const second = pageOf(await ask({ operation: 'Sync', lastSync: START, limit: 2, nextToken }));
    expect(second.items.map(({ id }) => id)).toEqual(['3']);
    expect(second.nextToken).toBeNull();
  });

  test('nextToken: the next page, with the startedAt of the first', async () => {
    const { ask, clock } = await sources.make();
    for (const id of ['1', '2', '3']) await ask(put(id, {}));
    const first = pageOf(await ask({ operation: 'Sync', limit: 2 }));
    clock.advance(7_000);
    const { nextToken } = first;
    const second = pageOf(await ask({ operation: 'Sync', limit: 2, nextToken }));
    expect([first.startedAt, second.startedAt]).toEqual([START, START]);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['1', '2', '3']);
    expect(second.nextToken).toBeNull();
  });

  test('nextToken of another resolver: refused', async () => {
    const { ask } = await sources.make();
    for (const id of ['1', '2']) await ask(put(id, {}));
    const { nextToken } = pageOf(await ask({ operation: 'Sync', limit: 1 }));
    const answer = await ask(
      { operation: 'Sync', limit: 1, nextToken },
      { resolverKey: 'arn:resolver/other' },
    );
    expect(answer.error?.type).toBe('DynamoDB:UserIllegalArgumentException');
  });

  test('limit: 100 when none is given', async () => {
    const { ask } = await sources.make();
    for (let batch = 0; batch < 101; batch += 10) {
      const ids = Array.from({ length: Math.min(10, 101 - batch) }, (_, at) => String(batch + at));
      await Promise.all(ids.map((id) => ask(put(id, {}))));
    }
    const page = pageOf(await ask({ operation: 'Sync' }));
    expect(page.scannedCount).toBe(100);
    expect(page.nextToken).not.toBeNull();
  });

  test('filter: scannedCount counts what it left out, of either table', async () => {
    const { ask } = await sources.make();
    await ask(put('1', { kind: { S: 'a' } }));
    await ask(put('2', { kind: { S: 'b' } }));
    const filter = {
      expression: '#kind = :kind',
      expressionNames: { '#kind': 'kind' },
      expressionValues: { ':kind': { S: 'b' } },
    };
    for (const lastSync of [undefined, START]) {
      const page = pageOf(await ask({ operation: 'Sync', filter, lastSync }));
      expect(page).toMatchObject({ items: [{ id: '2' }], scannedCount: 2 });
    }
  });

  test('basePartitionKey and deltaIndexName: one partition, or all of them by the index', async () => {
    const { ask } = await sources.make({ sortKey: 'sort' });
    for (const [id, sort] of [
      ['1a', '2b'],
      ['1a', '2c'],
      ['9z', '2b'],
    ] as const) {
      await ask({
        operation: 'PutItem',
        key: { id: { S: id }, sort: { S: sort } },
        attributeValues: {},
        customPartitionKey: 'id',
        populateIndexFields: true,
      });
    }
    const own = { operation: 'Sync', basePartitionKey: '1a' };
    const keys = ({ items }: Page): unknown => items.map(({ id, sort }) => `${id} ${sort ?? ''}`);
    expect(keys(pageOf(await ask(own)))).toEqual(['1a 2b', '1a 2c']);
    expect(keys(pageOf(await ask({ ...own, lastSync: START })))).toEqual(['1a 2b', '1a 2c']);
    const whole = { operation: 'Sync', deltaIndexName: 'whole', lastSync: START };
    expect(keys(pageOf(await ask(whole)))).toEqual(['1a 2b', '1a 2c', '9z 2b']);
  });
});
