import { describe, expect, test } from 'vitest';
import {
  ListUsersDocument,
  ResendInvitationDocument,
  RevokeInvitationDocument,
  UserHistoryDocument,
  type ListUsersQuery,
  type UserFilter,
} from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { createUserIn, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

/** Ids of everybody whom a filter lets through, page by page. */
async function idsOf(filter: UserFilter): Promise<string[]> {
  const admin = await system.admin();
  const ids: string[] = [];
  for (let nextToken: string | null | undefined; nextToken !== null;) {
    const page: ListUsersQuery = await admin.data(ListUsersDocument, {
      filter,
      limit: 2,
      nextToken: nextToken ?? null,
    });
    ids.push(...page.listUsers.items.map(({ id }) => id));
    nextToken = page.listUsers.nextToken;
  }
  return ids;
}

describe('invitation', () => {
  test('listUsers: finds who is invited by how the invitation stands, in pages, and history tells of each', async () => {
    const admin = await system.admin();
    const lastName = `Bidden${crypto.randomUUID().slice(0, 8)}`;
    const people = await Promise.all(
      Array.from({ length: 5 }, () => createUserIn(system, { lastName })),
    );
    const [first, ...others] = people.map(({ id }) => id).toSorted();
    const id = first ?? '';
    const mine = (filter: UserFilter) => idsOf({ search: lastName, ...filter });
    await eventually(async () => {
      expect((await mine({ invitation: 'PENDING' })).toSorted()).toEqual([id, ...others]);
    });
    await admin.data(RevokeInvitationDocument, { id });
    await eventually(async () => {
      expect(await mine({ invitation: 'EXPIRED' })).toEqual([id]);
      expect((await mine({ invitation: 'PENDING' })).toSorted()).toEqual(others);
    });
    expect(await mine({ invitation: 'EXPIRED', status: 'ACTIVE' })).toEqual([]);
    // Without a word, in the list's own order.
    expect(await idsOf({ invitation: 'EXPIRED' })).toContain(id);
    expect(await idsOf({ invitation: 'EXPIRED' })).not.toContain(others[0]);

    const { resendInvitation } = await admin.data(ResendInvitationDocument, { id });
    expect(resendInvitation?.invitation?.times).toBe(2);
    await eventually(async () => {
      const { getUser } = await admin.data(UserHistoryDocument, { id });
      const changes = getUser?.history?.items.map(({ changes: all }) =>
        all.map(({ field }) => field),
      );
      expect(changes?.slice(0, 2)).toEqual([['invitation'], ['invitation']]);
    });
  });
});
