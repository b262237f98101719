import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemPage } from '../../studio/routes/table-items.ts';
import type { TableChanges } from '../../studio/routes/table-changes.ts';
import type { TableList } from '../../studio/routes/tables.ts';
import { eventually } from '../../testing/eventually.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

const tool = (id: string, kind: string, weight: number) => ({
  id: { S: id },
  kind: { S: kind },
  weight: { N: String(weight) },
});

let running: RunningApp;
let items: string;
let table: string;
beforeAll(async () => {
  running = await startWorkshop();
  const { tables } = await answerOf<TableList>(running.local, 'GET /tables');
  table = `/tables/${tables[0]?.name ?? ''}`;
  items = `${table}/items`;
  const tools = [
    tool('1', 'saw', 3),
    tool('2', 'saw', 1),
    tool('3', 'saw', 2),
    tool('4', 'axe', 9),
  ];
  for (const item of tools) {
    expect(await answerOf(running.local, `PUT ${items}`, { item })).toEqual({ replaced: null });
  }
});
afterAll(() => running[Symbol.asyncDispose]());

const page = (query: Record<string, string>): Promise<ItemPage> =>
  answerOf(running.local, `GET ${items}?${new URLSearchParams(query).toString()}`);
const key = (value: object): string => `key=${encodeURIComponent(JSON.stringify(value))}`;
const idsOf = ({ items: found }: ItemPage): unknown[] =>
  found.map(({ id }) => (id as { S: string }).S);

describe('GET /_local/tables', () => {
  test('tables: with how many items they hold', async () => {
    const { tables } = await answerOf<TableList>(running.local, 'GET /tables');
    expect(tables).toMatchObject([{ logicalId: expect.stringMatching(/^Tools/) as string }]);
    expect(tables[0]?.itemCount).toBeGreaterThanOrEqual(4);
  });
});

describe('GET /_local/tables/NAME/items', () => {
  test('without a key: pages of a scan, until there is no next', async () => {
    const first = await page({ limit: '3' });
    expect(first).toMatchObject({ operation: 'Scan', scanned: 3 });
    const second = await page({ limit: '3', next: first.next ?? '' });
    expect(second.next).toBeNull();
    expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(['1', '2', '3', '4']);
  });

  test('with the key of an index: in the order of its sort key, and what conditions choose', async () => {
    const saws = { kind: { S: 'saw' } };
    const query = (conditions: object, more: Record<string, string> = {}) =>
      page({ index: 'byKind', key: JSON.stringify({ ...saws, ...conditions }), ...more });
    expect(await query({})).toMatchObject({
      operation: 'Query',
      units: expect.any(Number) as number,
    });
    expect(idsOf(await query({}))).toEqual(['2', '3', '1']);
    expect(idsOf(await query({}, { order: 'descending' }))).toEqual(['1', '3', '2']);
    expect(idsOf(await query({ weight: { '>=': { N: '2' } } }))).toEqual(['3', '1']);
    const between = { weight: { between: [{ N: '1' }, { N: '2' }] } };
    expect(idsOf(await query(between))).toEqual(['2', '3']);
  });

  test('a table named by its logical id: the same', async () => {
    const { tables } = await answerOf<TableList>(running.local, 'GET /tables');
    const byId = `GET /tables/${tables[0]?.logicalId ?? ''}/items?${key({ id: { S: '4' } })}`;
    expect(await answerOf(running.local, byId)).toMatchObject({ items: [tool('4', 'axe', 9)] });
  });

  test.each([
    ['limit=0', 'BadRequest', 'limit=0 is no whole number from 1 to 1000.'],
    ['limit=x', 'BadRequest', 'limit=x is no whole number from 1 to 1000.'],
    ['next=x', 'BadRequest', 'next is no token of an earlier page: x.'],
    ['key=x', 'BadRequest', 'key is no JSON object: x.'],
    ['order=up', 'BadRequest', 'order is "up"; it is one of ascending, descending.'],
    [key({ id: 'x' }), 'BadRequest', expect.stringContaining('The condition on id is "x".')],
    [key({ id: { like: { S: 'x' } } }), 'BadRequest', expect.stringContaining('begins_with')],
    [key({ id: { N: '1' } }), 'ValidationException', expect.stringContaining('type')],
  ])('%s: refused with the reason', async (query, code, message) => {
    expect(await ask(running.local, `GET ${items}?${query}`)).toEqual(refusal(400, code, message));
  });

  test('an unknown table or index: the answer names those that there are', async () => {
    const { local } = running;
    expect(await ask(local, 'GET /tables/Nails/items')).toEqual(
      refusal(404, 'NotFound', expect.stringContaining('No table is named Nails. There is: ')),
    );
    expect(await ask(local, `GET ${items}?index=byColour`)).toEqual(
      refusal(404, 'NotFound', expect.stringMatching(/is named byColour\. There is: byKind\.$/)),
    );
  });
});

describe('GET /_local/tables/NAME/item', () => {
  test('a key: its item, or null', async () => {
    const { local } = running;
    const found = await answerOf(local, `GET ${table}/item?${key({ id: { S: '1' } })}`);
    expect(found).toEqual({ item: tool('1', 'saw', 3) });
    const missing = await answerOf(local, `GET ${table}/item?${key({ id: { S: '0' } })}`);
    expect(missing).toEqual({ item: null });
  });

  test('no key: refused', async () => {
    expect(await ask(running.local, `GET ${table}/item`)).toEqual(
      refusal(400, 'BadRequest', expect.stringContaining('key is missing')),
    );
  });
});

describe('PUT and DELETE /_local/tables/NAME/items', () => {
  test('expected: what somebody else changed meanwhile is not overwritten', async () => {
    const { local } = running;
    const before = tool('5', 'awl', 1);
    const put = (item: object, expected: object | null) =>
      ask(local, `PUT ${items}`, { item, expected });
    expect(await put(before, null)).toMatchObject({ status: 200 });
    expect(await put(before, null)).toMatchObject(
      refusal(400, 'ConditionalCheckFailedException', expect.any(String)),
    );
    const after = tool('5', 'awl', 2);
    expect(await put(after, before)).toEqual({ status: 200, body: { replaced: before } });
    expect(await put(tool('5', 'awl', 3), before)).toMatchObject({ status: 400 });
    const found = await answerOf(local, `GET ${table}/item?${key({ id: { S: '5' } })}`);
    expect(found).toEqual({ item: after });
    const deleted = await answerOf(local, `DELETE ${items}?${key({ id: { S: '5' } })}`);
    expect(deleted).toEqual({ deleted: after });
    expect(await answerOf(local, `DELETE ${items}?${key({ id: { S: '5' } })}`)).toEqual({
      deleted: null,
    });
  });

  test('a written item: the functions behind the stream are told', async () => {
    const item = { id: { S: 'told' }, kind: { S: 'hammer' } };
    await answerOf(running.local, `PUT ${items}`, { item });
    await eventually(() => {
      expect(running.lines.some((line) => line.includes('follow') && line.includes('told'))).toBe(
        true,
      );
    });
  });

  test.each([
    [{}, 'item of the body is missing; it is a JSON object.'],
    [{ item: 'x' }, 'item of the body is "x"; it is a JSON object.'],
    [{ item: {}, exspected: null }, 'The body has exspected; it takes item, expected.'],
    [{ item: {}, expected: 'x' }, 'expected of the body is neither an item nor null.'],
    ['[]', 'The body is no JSON object.'],
    ['{', expect.stringMatching(/^The body is not JSON: /)],
  ])('a body of %j: refused with the reason', async (body, message) => {
    expect(await ask(running.local, `PUT ${items}`, body)).toEqual(
      refusal(400, 'BadRequest', message),
    );
  });

  test('an item without its key: what DynamoDB says', async () => {
    expect(await ask(running.local, `PUT ${items}`, { item: { kind: { S: 'x' } } })).toEqual(
      refusal(400, 'ValidationException', expect.stringContaining('id')),
    );
    expect(await ask(running.local, `DELETE ${items}`)).toEqual(
      refusal(400, 'BadRequest', expect.stringContaining('key is missing')),
    );
  });
});

describe('GET /_local/tables/NAME/changes', () => {
  test('the last records: newest first, with both images', async () => {
    const { local } = running;
    const before = tool('6', 'file', 1);
    const after = tool('6', 'file', 2);
    await answerOf(local, `PUT ${items}`, { item: before });
    await answerOf(local, `PUT ${items}`, { item: after });
    await answerOf(local, `DELETE ${items}?${key({ id: { S: '6' } })}`);
    const { changes } = await answerOf<TableChanges>(local, `GET ${table}/changes?limit=3`);
    expect(changes).toMatchObject([
      {
        eventName: 'REMOVE',
        keys: { id: { S: '6' } },
        oldImage: after,
        newImage: null,
        isExpiry: false,
      },
      { eventName: 'MODIFY', oldImage: before, newImage: after },
      { eventName: 'INSERT', oldImage: null, newImage: before },
    ]);
  });
});
