import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMINS_KEY, profileKey, STATS_KEY } from '../../model/keys.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { mendAdmins } from '../../commands/users/directory-items.ts';
import { reconcile } from '../../commands/users/reconcile.ts';
import { recount } from '../../commands/users/recount.ts';
import type { Target } from '../../commands/users/target.ts';
import type { Directory } from '../support/directory.ts';
import { event, MACHINE, startDirectory, TABLE } from '../support/directory.ts';
import { countUsers, keepingTerminal, targetOf } from '../support/users-command.ts';

// What `reconcile` does about the items that stand for the whole directory.
let directory: Directory;
let target: Target;
beforeEach(async () => {
  directory = await startDirectory();
  target = targetOf(directory);
});
afterEach(async () => {
  target.cognito.destroy();
  await directory[Symbol.asyncDispose]();
});

const ADMINS = ADMINS_KEY;
const STATS = STATS_KEY;

async function run({ fix = false } = {}) {
  const terminal = keepingTerminal();
  const code = await reconcile(target, { fix, adopt: false }, terminal);
  return { code, lines: terminal.said().split('\n').filter(Boolean) };
}

const takeStream = () => countUsers(directory);

/** Both readers of the stream are done with it. */
async function settle() {
  await takeStream();
  await syncIdentity(directory.services, { Records: await directory.stream() });
}

async function activeAdmin(): Promise<string> {
  const { id } = await directory.create({ role: 'ADMIN' }, MACHINE);
  const before = (await directory.services.repository.get(id))!;
  const after = { ...before, status: 'ACTIVE' as const, version: before.version + 1 };
  await directory.services.repository.update(before, after);
  return id;
}

const forget = (Key: Record<string, string>) =>
  directory.documents.send(new DeleteCommand({ TableName: TABLE, Key }));
const demote = (id: string) =>
  updateUser(directory.services, event('updateUser', { input: { id, role: 'MEMBER' } }));
const listed = async () =>
  [...((await directory.items.get(ADMINS))?.['ids'] as Set<string>)].toSorted();

const stats = async () => {
  const { pk, sk, revision, ...counts } = (await directory.items.get(STATS)) ?? {};
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
};

describe('the list of active administrators', () => {
  test('reconcile: names who is missing; with fix they are on it and one may leave', async () => {
    const ids = [await activeAdmin(), await activeAdmin()].toSorted();
    await settle();
    await forget(ADMINS);
    const found = await run();
    expect(found.code).toBe(1);
    expect(found.lines.toSorted()).toEqual(
      ids.map((id) => `${id}\tnot on the list of active administrators\t--fix corrects the list`),
    );
    expect((await run({ fix: true })).code).toBe(0);
    expect(await listed()).toEqual(ids);
    expect(await run()).toEqual({ code: 0, lines: [] });
    await demote(ids[0]!);
    await expect(demote(ids[1]!)).rejects.toMatchObject({ type: 'InvalidState' });
  });

  test('reconcile: with fix strikes who is none, so that the last one stays', async () => {
    const [last, demoted] = [await activeAdmin(), await activeAdmin()];
    const gone = 'somebody-removed-by-hand';
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: profileKey(demoted),
        UpdateExpression: 'SET #role = :role, statusRole = :key, version = version + :one',
        ExpressionAttributeNames: { '#role': 'role' },
        ExpressionAttributeValues: { ':role': 'MEMBER', ':key': 'ACTIVE#MEMBER', ':one': 1 },
      }),
    );
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: ADMINS,
        UpdateExpression: 'ADD ids :ids',
        ExpressionAttributeValues: { ':ids': new Set([gone]) },
      }),
    );
    await settle();
    const { code, lines } = await run({ fix: true });
    expect(code).toBe(0);
    expect(lines.toSorted()).toEqual(
      [gone, demoted]
        .map((id) => `${id}\ton the list of active administrators and none\tlist corrected`)
        .toSorted(),
    );
    expect(await listed()).toEqual([last]);
    await expect(demote(last)).rejects.toMatchObject({ type: 'InvalidState' });
  });

  test('mendAdmins: leaves the list when the record has changed since it was read', async () => {
    const [first, second] = [await activeAdmin(), await activeAdmin()];
    await demote(first);
    expect(await mendAdmins(target, { kind: 'adminNotListed', id: first })).toBe(false);
    expect(await mendAdmins(target, { kind: 'listedNoAdmin', id: second })).toBe(false);
    expect(await listed()).toEqual([second]);
  });
});

describe('userStats', () => {
  /** Three users, one of them suspended. */
  async function people(): Promise<readonly string[]> {
    const users = [await directory.create(), await directory.create(), await directory.create()];
    const ids = users.map(({ id }) => id);
    await suspendUser(directory.services, event('suspendUser', { id: ids[0]! }));
    return ids;
  }
  const TRUTH = { total: 3, INVITED: 2, SUSPENDED: 1, MEMBER: 3 };

  const mend = async () => {
    const { code, lines } = await run({ fix: true });
    expect(code).toBe(0);
    expect(await run()).toEqual({ code: 0, lines: [] });
    return lines;
  };

  test.each<[string, () => Promise<unknown>]>([
    ['was lost', () => forget(STATS)],
    [
      'was changed by hand',
      () =>
        directory.documents.send(
          new PutCommand({ TableName: TABLE, Item: { ...STATS, total: 99, ADMIN: 7 } }),
        ),
    ],
  ])('reconcile: with fix counts again what %s', async (_, spoil) => {
    await people();
    await settle();
    await spoil();
    expect((await run()).code).toBe(1);
    const [line] = await mend();
    expect(line).toMatch(/^userStats\tcounts differ in total, .*\tcounted again$/u);
    expect(await stats()).toEqual(TRUTH);
    await takeStream();
    expect(await stats()).toEqual(TRUTH);
  });

  test('reconcile: with fix counts users whose changes the stream no longer has', async () => {
    await people();
    await syncIdentity(directory.services, { Records: await directory.stream() });
    expect((await run()).lines).toEqual([
      'userStats\tcounts differ in total, INVITED, SUSPENDED, MEMBER\t--fix counts again',
    ]);
    await mend();
    expect(await stats()).toEqual(TRUTH);
    // Late after all: they are counted already.
    await takeStream();
    expect(await stats()).toEqual(TRUTH);
  });

  test('reconcile: with fix stops counting who was deleted unnoticed', async () => {
    const [, , id = ''] = await people();
    await takeStream();
    await forget(profileKey(id));
    await syncIdentity(directory.services, { Records: await directory.stream() });
    await mend();
    expect(await stats()).toEqual({ total: 2, INVITED: 1, SUSPENDED: 1, MEMBER: 2 });
    await takeStream();
    expect(await stats()).toEqual({ total: 2, INVITED: 1, SUSPENDED: 1, MEMBER: 2 });
  });

  test('recount: is exact while users are created and the stream is counted', async () => {
    await people();
    await forget(STATS);
    const changing = (async () => {
      for (let count = 0; count < 10; count += 1) {
        await directory.create();
        await takeStream();
      }
    })();
    await recount(target);
    await changing;
    await recount(target);
    await takeStream();
    expect(await stats()).toEqual({ total: 13, INVITED: 12, SUSPENDED: 1, MEMBER: 13 });
  });
});
