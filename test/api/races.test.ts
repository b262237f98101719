import { expect, test } from 'vitest';
import {
  CreateUserDocument,
  GetUserByEmailDocument,
  GetUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';

const system = runningSystem();
const RIVALS = 50;

/** What `RIVALS` callers at once are answered. */
const atOnce = <T>(call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: RIVALS }, (_, index) => call(index)));

test('createUser: of 50 at once with one address in different case one makes the user, 49 get EmailTaken', async () => {
  const admin = await system.admin();
  const email = freshEmail('one');
  const answers = await atOnce((index) =>
    admin.send(CreateUserDocument, {
      input: {
        email: index % 2 === 0 ? email : email.toUpperCase(),
        firstName: `Rival ${index}`,
        lastName: 'Hopper',
      },
    }),
  );
  const made = answers.flatMap(({ body }) => body.data?.createUser ?? []);
  expect(made).toHaveLength(1);
  const refusals = answers.flatMap(({ body }) => body.errors ?? []);
  expect(refusals.map(({ errorType }) => errorType)).toEqual(
    Array.from({ length: RIVALS - 1 }, () => 'EmailTaken'),
  );
  const found = await admin.data(GetUserByEmailDocument, { email });
  expect(found.getUserByEmail).toMatchObject({ id: made[0]?.id, firstName: made[0]?.firstName });
});

test('updateUser: of 50 at once on one version one wins, 49 get VersionConflict with the current version', async () => {
  const admin = await system.admin();
  const { id, version } = await createUserIn(system);
  const answers = await atOnce((index) =>
    admin.send(UpdateUserDocument, {
      input: { id, expectedVersion: version, firstName: `Rival ${index}` },
    }),
  );
  const won = answers.flatMap(({ body }) => body.data?.updateUser ?? []);
  expect(won).toHaveLength(1);
  const refusals = answers.flatMap(({ body }) => body.errors ?? []);
  expect(refusals).toHaveLength(RIVALS - 1);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      errorType: 'VersionConflict',
      errorInfo: { currentVersion: version + 1 },
    });
  }
  const { getUser } = await admin.data(GetUserDocument, { id });
  expect(getUser).toMatchObject({ version: version + 1, firstName: won[0]?.firstName });
});

test('updateUser: an address changed back and forth leaves no lock behind', async () => {
  const admin = await system.admin();
  const user = await createUserIn(system);
  const away = freshEmail('away');
  for (const email of [away, user.email, away, user.email]) {
    await admin.data(UpdateUserDocument, { input: { id: user.id, email } });
  }
  const other = await createUserIn(system, { email: away });
  expect(other.id).not.toBe(user.id);
  const { getUserByEmail } = await admin.data(GetUserByEmailDocument, { email: user.email });
  expect(getUserByEmail?.id).toBe(user.id);
});
