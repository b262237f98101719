import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { userPartition } from '../../model/keys.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const setEmail = (id: string, email: string) =>
  updateUser(directory.services, event('updateUser', { input: { id, email } }));
const recordsOf = async (id: string) =>
  (await directory.stream()).filter(
    (record) => record.dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
const sync = async (id: string) =>
  (await syncIdentity(directory.services, { Records: (await recordsOf(id)).slice(-1) }))
    .batchItemFailures.length;
const known = async (id: string) => (await directory.cognito.find(id))?.attributes;

/** People each of whom has the next one's address now, which Cognito does not know yet. */
async function exchanged(count: number) {
  const people = await Promise.all(Array.from({ length: count }, () => directory.create()));
  const [first] = people;
  const wanted = people.map((_, index) => people[(index + 1) % count]!.email);
  await setEmail(first!.id, person().email);
  for (const [index, { id }] of [...people.entries()].toReversed()) {
    await setEmail(id, wanted[index]!);
  }
  return people.map(({ id }, index) => ({ id, email: wanted[index]! }));
}

describe('syncIdentity of exchanged addresses', () => {
  test.each([2, 3, 5])('syncIdentity: %i people have passed theirs around', async (count) => {
    const people = await exchanged(count);
    for (const { id } of people) expect(await sync(id)).toBe(0);
    for (const { id, email } of people) {
      expect(await known(id)).toMatchObject({ email, email_verified: 'true' });
    }
  });

  test('syncIdentity: the change of one of two brings both', async () => {
    const [one, other] = await exchanged(2);
    expect(await sync(one!.id)).toBe(0);
    expect(await known(one!.id)).toMatchObject({ email: one!.email });
    expect(await known(other!.id)).toMatchObject({ email: other!.email, email_verified: 'true' });
  });

  test('syncIdentity: both at once, as batches of two shards are', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const people = await exchanged(2);
      await Promise.all(people.map(({ id }) => sync(id)));
      // What failed on the other comes again.
      for (const { id } of people) expect(await sync(id)).toBe(0);
      for (const { id, email } of people) expect(await known(id)).toMatchObject({ email });
    }
  });

  test('syncIdentity: whoever takes a freed address need not wait for who had it', async () => {
    const [former, next] = [await directory.create(), await directory.create()];
    const email = person().email;
    await setEmail(former.id, email);
    await setEmail(next.id, former.email);
    expect(await sync(next.id)).toBe(0);
    expect(await known(next.id)).toMatchObject({ email: former.email });
    expect(await known(former.id)).toMatchObject({ email });
  });

  test('createUser: gets an address that was freed in a row of changes Cognito does not know', async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    await setEmail(other.id, person().email);
    await setEmail(one.id, other.email);
    const created = await directory.create({ email: one.email });
    expect(await known(created.id)).toMatchObject({ email: one.email });
    expect(await known(one.id)).toMatchObject({ email: other.email });
  });

  test('syncIdentity: run again after it died half-way, with one address parked', async () => {
    const [one, other] = await exchanged(2);
    let writes = 0;
    directory.poolProxy.decide = (operation) =>
      operation === 'AdminUpdateUserAttributes' && (writes += 1) > 3
        ? { status: 500, body: { __type: 'InternalErrorException' } }
        : 'forward';
    expect(await sync(one!.id)).toBe(1);
    expect((await known(other!.id))?.['email']).toMatch(/@moving\.invalid$/u);
    directory.mend();
    expect(await sync(one!.id)).toBe(0);
    expect(await sync(other!.id)).toBe(0);
    for (const { id, email } of [one!, other!]) expect(await known(id)).toMatchObject({ email });
  });
});

describe('syncIdentity of an address that a stranger holds in Cognito', () => {
  test('syncIdentity: fails, takes nothing from the stranger, and keeps a suspended person out', async () => {
    const user = await directory.create();
    const { email } = person();
    const stranger = await directory.services.identity.invite(
      { email, firstName: 'No', lastName: 'Record' },
      { silent: true },
    );
    await setEmail(user.id, email);
    await suspendUser(directory.services, event('suspendUser', { id: user.id }));
    expect(await sync(user.id)).toBe(1);
    expect(await known(stranger ?? '')).toMatchObject({ email });
    expect(await directory.cognito.find(user.id)).toMatchObject({ enabled: false });
    await directory.services.identity.remove(stranger ?? '');
    expect(await sync(user.id)).toBe(0);
    expect(await known(user.id)).toMatchObject({ email });
  });
});
