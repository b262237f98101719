import { BatchWriteCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserSortField } from '../../generated/schema-types.ts';
import { toItem } from '../../functions/lib/item.ts';
import { createAnswerHandler } from '../../functions/lib/handler.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { searchUsers } from '../../functions/search-users/search-users.ts';
import { EVERYBODY, ORDERS } from '../../model/indexes.ts';
import { profileKey } from '../../model/keys.ts';
import type { Search } from '../../model/search.ts';
import { event, silentLog, TABLE } from '../support/directory.ts';
import { createUsersTable } from '../support/users-table.ts';

let dynamodb: Dynoxide;
let documents: ReturnType<typeof createDocuments>;
/** Of every call since the last search: read units, and what is done before it. */
let readUnits = 0;
let before: (operation: string) => Promise<void> = () => Promise.resolve();

/** Names, address; the rest is the same, and each is created a second later. */
const PEOPLE = [
  ['José', 'García Márquez', 'jgm@example.com'],
  ['Josephine', 'Baker', 'baker@example.com'],
  ['María José', 'de la Cruz', 'mj@example.com'],
  ['Jürgen', 'Weißmüller', 'weiss@xn--mnchen-3ya.de'],
  ['Conan', "O'Brien", 'conan@example.com'],
  ['İpek', 'Yıldız', 'ipek@example.com'],
  ['小龍', '李', 'bruce@example.com'],
  ['Joy', '😀', 'smile@example.com'],
  ['Anne-Marie', 'Müller-Lüdenscheidt', 'aml@example.com'],
  ['Ada', 'Straßburg', 'ada.lovelace@example.com'],
  ['ﬁona', 'ŁÓDŹ', 'josé@example.com'],
] as const;

const users: UserRecord[] = PEOPLE.map(([firstName, lastName, email], index) => ({
  id: `id-${String(index).padStart(4, '0')}`,
  email,
  firstName,
  lastName,
  role: index % 2 === 0 ? 'MEMBER' : 'ADMIN',
  status: index < 8 ? 'ACTIVE' : 'SUSPENDED',
  version: 1,
  createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'system',
  updatedBy: 'system',
  attributes: { text: 'x' },
}));

/** Nobody of these is looked for. */
const others: UserRecord[] = Array.from({ length: 300 }, (_, index) => ({
  ...(users[0] as UserRecord),
  id: `other-${String(index).padStart(4, '0')}`,
  email: `z${index}@example.org`,
  firstName: 'Zacharias',
  lastName: index % 2 === 0 ? 'Zyx Quuxdottir' : 'Zyx',
  createdAt: new Date(Date.UTC(2025, 0, 1) + index * 1_000).toISOString(),
}));

async function put(records: readonly UserRecord[]) {
  for (let start = 0; start < records.length; start += 25) {
    const puts = records
      .slice(start, start + 25)
      .map((user) => ({ PutRequest: { Item: toItem(user) } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
}

beforeAll(async () => {
  dynamodb = await startDynoxide();
  await createUsersTable(dynamodb.client, TABLE);
  documents = createDocuments(dynamodb.client);
  await put([...users, ...others]);
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        await before(commandName);
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(args);
        const { ConsumedCapacity } = answer.output as {
          ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
        };
        for (const one of [ConsumedCapacity ?? []].flat()) readUnits += one.CapacityUnits ?? 0;
        return answer;
      },
    { step: 'initialize' },
  );
});

afterAll(() => dynamodb[Symbol.asyncDispose]());

const orderBy = (field: UserSortField): Search['order'] => ({
  index: ORDERS[field].everybody,
  partitionKey: 'entity',
  partitions: [EVERYBODY],
  sortKey: ORDERS[field].sortKey,
  prefix: '',
});

async function search(text: string, over: Partial<Search> = {}) {
  readUnits = 0;
  const handler = createAnswerHandler(
    { documents, table: TABLE, maxSearch: 200_000, log: silentLog },
    searchUsers,
  );
  const asked: Search = {
    order: orderBy('NAME'),
    narrowings: [],
    ascending: true,
    after: null,
    limit: 20,
    text,
    ...over,
  };
  const answer = await handler(event('listUsers', asked), { awsRequestId: 'request' });
  if ('error' in answer) throw new Error(answer.error?.message);
  return answer.data as UserRecord[];
}

const idsOf = (found: readonly UserRecord[]) => found.map(({ id }) => Number(id.slice(3)));

describe('search-users: what is typed', () => {
  it.each([
    ['jose', [10, 1, 0, 2]],
    ['José', [10, 1, 0, 2]],
    ['JOSE\u0301', [10, 1, 0, 2]],
    ['garcia', [0]],
    ['MÁRQ', [0]],
    ['marquez jose', [0]],
    ['cruz mar', [2]],
    ['jos bak', [1]],
    ['weissm', [3]],
    ['weiß', [3]],
    ['weiss@münchen', [3]],
    ['weiss@Münch', [3]],
    ['weiss@munch', [3]],
    ['weiss@xn--mnch', [3]],
    ['weiss@münchen。de', [3]],
    ['jgm@example.com', [0]],
    ["o'br", [4]],
    ['obrien', [4]],
    ['O’Brien', [4]],
    ['ipek', [5]],
    ['IPEK', [5]],
    ['yildiz', [5]],
    ['YILDIZ', [5]],
    ['李', [6]],
    ['小', [6]],
    ['😀', [7]],
    ['ludensch', [8]],
    ['Müller-Lüd', [8]],
    ['marie anne', [8]],
    ['strassb', [9]],
    ['STRASSBURG', [9]],
    ['ada.love', [9]],
    ['fiona', [10]],
    ['łódź', [10]],
    ['lodz', [10]],
    ['josé@', [10]],
    ['jose@example', [10]],
    ['nobody', []],
    ['jose nobody', []],
    ['xample', []],
    ['marquez\t\u0301\u3000jose', [0]],
    [Array.from({ length: 10 }, () => 'jose').join('\n'), [10, 1, 0, 2]],
    // 240 characters once they are folded.
    ['\u337F'.repeat(60), []],
  ])('%j finds %j, in every order', async (text, expected) => {
    const inOrder = (field: UserSortField, ascending: boolean) =>
      search(text, { order: orderBy(field), ascending });
    const byNumber = expected.toSorted((one, other) => one - other);
    expect(idsOf(await inOrder('CREATED_AT', true))).toEqual(byNumber);
    for (const field of ['NAME', 'EMAIL'] as const) {
      const found = await inOrder(field, false);
      const { sortKey } = ORDERS[field];
      const keys = found.map((user) => (toItem(user) as Record<string, unknown>)[sortKey]);
      expect(idsOf(found).toSorted((one, other) => one - other)).toEqual(byNumber);
      expect(keys).toEqual(keys.toSorted().toReversed());
    }
  });

  it('gives whole users, whichever index found them', async () => {
    for (const text of ['garcia', 'weiss@münchen', 'conan']) {
      const [user] = await search(text);
      expect(user).toMatchObject({ version: 1, attributes: '{"text":"x"}', createdBy: 'system' });
    }
  });

  it('goes with a status, a role and prefixes', async () => {
    const suspended = (role: string) => ({
      order: {
        index: ORDERS.NAME.byStatusRole,
        partitionKey: 'statusRole' as const,
        partitions: [`SUSPENDED#${role}`],
        sortKey: ORDERS.NAME.sortKey,
        prefix: '',
      },
    });
    expect(idsOf(await search('jose', suspended('MEMBER')))).toEqual([10]);
    expect(idsOf(await search('ludens', suspended('MEMBER')))).toEqual([8]);
    expect(idsOf(await search('ludens', suspended('ADMIN')))).toEqual([]);
    const named = { order: { ...orderBy('NAME'), prefix: 'jose' } };
    expect(idsOf(await search('garcia', named))).toEqual([0]);
    expect(idsOf(await search('cruz', named))).toEqual([]);
    expect(idsOf(await search('jgm', { ...named, order: orderBy('CREATED_AT') }))).toEqual([0]);
    const byEmail = { ...orderBy('EMAIL'), prefix: 'b' };
    expect(idsOf(await search('jose', { order: byEmail }))).toEqual([1]);
  });

  it('gives page after page', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (;;) {
      const page: UserRecord[] = await search('jose', {
        order: orderBy('CREATED_AT'),
        limit: 1,
        after,
      });
      if (page.length === 0) break;
      seen.push(...idsOf(page));
      after = `${page[0]?.createdAt}#${page[0]?.id}`;
    }
    expect(seen).toEqual([0, 1, 2, 10]);
  });

  it('looks again when somebody is deleted while the page is put together', async () => {
    const gone: UserRecord = {
      ...(users[0] as UserRecord),
      id: 'id-0099',
      email: 'gone@example.com',
    };
    await put([gone]);
    expect(idsOf(await search('garcia'))).toEqual([0, 99]);
    before = async (operation) => {
      if (!operation.startsWith('BatchGet')) return;
      before = () => Promise.resolve();
      await documents.send(new DeleteCommand({ TableName: TABLE, Key: profileKey(gone.id) }));
    };
    expect(idsOf(await search('garcia'))).toEqual([0]);
  });
});

describe('search-users: what words cost', () => {
  it('of a rare word some 30 read units, be it of the middle of a name', async () => {
    expect(await search('garcia')).toHaveLength(1);
    expect(readUnits).toBeLessThan(30);
  });

  it('of a common one as much as the order until there are enough', async () => {
    expect(await search('quux', { limit: 20 })).toHaveLength(20);
    expect(readUnits).toBeLessThan(60);
  });
});
