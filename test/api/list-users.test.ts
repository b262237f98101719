import { describe, expect, test } from 'vitest';
import {
  GetUserByEmailDocument,
  ListUsersDocument,
  UpdateUserDocument,
  UserHistoryDocument,
  type CreateUserInput,
} from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { createUserIn, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

const createUser = (over: Partial<CreateUserInput> = {}) => createUserIn(system, over);

describe('listUsers', () => {
  test('listUsers: pages through the whole directory once, every page full but the last', async () => {
    const admin = await system.admin();
    const seen: string[] = [];
    let nextToken: string | null | undefined;
    do {
      const { listUsers: page } = await admin.data(ListUsersDocument, { limit: 7, nextToken });
      seen.push(...page.items.map(({ id }) => id));
      nextToken = page.nextToken;
      if (nextToken) expect(page.items).toHaveLength(7);
    } while (nextToken);
    expect(seen.length).toBeGreaterThanOrEqual(27);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('listUsers: filters by status and role and by prefixes in any case', async () => {
    const admin = await system.admin();
    const marker = `zeta${crypto.randomUUID().slice(0, 6)}`;
    const made = await createUser({ email: `${marker}@example.com`, firstName: `${marker} Ann` });

    const list = async (filter: object) =>
      (await admin.data(ListUsersDocument, { filter, limit: 100 })).listUsers.items;
    expect((await list({ emailPrefix: marker.toUpperCase() })).map(({ id }) => id)).toEqual([
      made.id,
    ]);
    expect((await list({ namePrefix: marker.toUpperCase() })).map(({ id }) => id)).toEqual([
      made.id,
    ]);
    expect((await list({ status: 'SUSPENDED' })).every((u) => u.status === 'SUSPENDED')).toBe(true);
    const admins = await list({ role: 'ADMIN' });
    expect(admins.map(({ email }) => email)).toContain('admin@example.com');
    expect(admins.every(({ role }) => role === 'ADMIN')).toBe(true);
    expect(
      (await list({ emailPrefix: marker, status: 'INVITED', role: 'MEMBER' })).map(({ id }) => id),
    ).toEqual([made.id]);
    expect(await list({ emailPrefix: marker, status: 'ACTIVE' })).toEqual([]);
  });

  test('listUsers: finds people as they are typed, in whichever order', async () => {
    const admin = await system.admin();
    const marker = `q${crypto.randomUUID().replaceAll('-', '')}`;
    const people = [
      { firstName: 'José', lastName: `García-${marker}`, email: `jg${marker}@example.com` },
      { firstName: 'Änne', lastName: `${marker} Straße`, email: `anne${marker}@münchen.example` },
      { firstName: '小龍', lastName: `李 ${marker}`, email: `li${marker}@example.com` },
    ];
    const ids = new Map<string, string>();
    for (const person of people) ids.set((await createUser(person)).id, person.firstName);

    const find = async (search: string, field: 'CREATED_AT' | 'EMAIL' | 'NAME' | null) => {
      const sort = field && { field };
      const { listUsers } = await admin.data(ListUsersDocument, { filter: { search }, sort });
      return listUsers.items.map(({ id }) => ids.get(id) ?? id).toSorted();
    };
    for (const field of ['CREATED_AT', 'EMAIL', 'NAME', null] as const) {
      expect(await find(marker, field)).toEqual(['José', 'Änne', '小龍'].toSorted());
      expect(await find(`jose ${marker}`, field)).toEqual(['José']);
      expect(await find(`JOSÉ garcia ${marker.toUpperCase()}`, field)).toEqual(['José']);
      expect(await find(`strasse ${marker}`, field)).toEqual(['Änne']);
      expect(await find(`Straße anne ${marker}`, field)).toEqual(['Änne']);
      expect(await find(`anne${marker}@münch`, field)).toEqual(['Änne']);
      expect(await find(`anne${marker}@munch`, field)).toEqual(['Änne']);
      expect(await find(`anne${marker}@xn--mnchen`, field)).toEqual(['Änne']);
      expect(await find(`李 ${marker}`, field)).toEqual(['小龍']);
      expect(await find(`nobody ${marker}`, field)).toEqual([]);
    }
    const { getUserByEmail } = await admin.data(GetUserByEmailDocument, {
      email: `ANNE${marker}@MÜNCHEN.example`,
    });
    expect(getUserByEmail?.firstName).toBe('Änne');
  });

  test('listUsers: refuses a search of more words, or longer, than it takes', async () => {
    const admin = await system.admin();
    const refused = async (search: string) =>
      (await admin.send(ListUsersDocument, { filter: { search } })).body.errors;
    expect(await refused('a b c d e f g h i j k')).toMatchObject([
      { errorType: 'ValidationFailed', errorInfo: [{ field: 'filter.search', rule: 'maxItems' }] },
    ]);
    expect(await refused('a'.repeat(255))).toMatchObject([
      { errorType: 'ValidationFailed', errorInfo: [{ field: 'filter.search', rule: 'maxLength' }] },
    ]);
  });

  test('listUsers: sorts by e-mail both ways', async () => {
    const admin = await system.admin();
    const emails = async (direction: 'ASC' | 'DESC') =>
      (
        await admin.data(ListUsersDocument, { sort: { field: 'EMAIL', direction }, limit: 5 })
      ).listUsers.items.map(({ email }) => email);
    const up = await emails('ASC');
    expect(up).toEqual([...up].sort());
    const down = await emails('DESC');
    expect(down).toEqual([...down].sort().reverse());
    expect(down[0]! > up[0]!).toBe(true);
  });

  test('listUsers: refuses a limit over 100 and a token of another list', async () => {
    const admin = await system.admin();
    const tooMany = await admin.send(ListUsersDocument, { limit: 101 });
    expect(tooMany.body.errors).toMatchObject([
      { errorType: 'ValidationFailed', errorInfo: [{ field: 'limit' }] },
    ]);
    const { listUsers: page } = await admin.data(ListUsersDocument, { limit: 1 });
    const foreign = await admin.send(ListUsersDocument, {
      limit: 1,
      sort: { field: 'EMAIL' },
      nextToken: page.nextToken,
    });
    expect(foreign.body.errors).toMatchObject([{ errorType: 'InvalidToken' }]);
    const mangled = await admin.send(ListUsersDocument, { limit: 1, nextToken: 'nonsense' });
    expect(mangled.body.errors).toMatchObject([{ errorType: 'InvalidToken' }]);
  });
});

describe('User.history', () => {
  test('history: tells who changed what, newest first', async () => {
    const admin = await system.admin();
    const user = await createUser();
    await admin.data(UpdateUserDocument, { input: { id: user.id, firstName: 'Admiral' } });
    await eventually(async () => {
      const { getUser } = await admin.data(UserHistoryDocument, { id: user.id });
      expect(getUser?.history?.items).toMatchObject([
        {
          type: 'UPDATED',
          version: 2,
          actor: user.createdBy,
          changes: [{ field: 'firstName', from: '"Grace"', to: '"Admiral"' }],
        },
        { type: 'CREATED', version: 1, actor: user.createdBy },
      ]);
    });
  });
});
