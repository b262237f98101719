import { describe, expect, test } from 'vitest';
import {
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
