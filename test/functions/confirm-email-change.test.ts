import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { emailChangeKey, profileKey, userPartition } from '../../model/keys.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory, TABLE } from '../support/directory.ts';
import { emailChangesIn, otherThan } from '../support/email-change.ts';

let directory: Directory;
let changes: ReturnType<typeof emailChangesIn>;
beforeAll(async () => {
  directory = await startDirectory();
  changes = emailChangesIn(directory);
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const MINUTE = 60_000;
/** Each takes many calls. */
const SLOW = { timeout: 5 * MINUTE };
const fresh = () => person().email;
const setEmail = (id: string, email: string) =>
  updateUser(directory.services, event('updateUser', { input: { id, email } }));
const typeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' ? (result.reason as { type: string }).type : 'done';

describe('confirmEmailChange', () => {
  test('confirmEmailChange: changes the address in the name of its owner and moves the lock', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    directory.clock.advance(MINUTE);
    const after = await changes.confirm(user, code);
    expect(after).toEqual({
      ...user,
      email,
      version: 2,
      updatedAt: new Date(directory.clock.now()).toISOString(),
      updatedBy: user.id,
    });
    expect(await directory.items.profile(user.id)).toMatchObject(after);
    expect(await directory.items.lock(email)).toBe(user.id);
    expect(await directory.items.lock(user.email)).toBeUndefined();
  });

  test('confirmEmailChange: tells the former address, without the new one', async () => {
    const user = await directory.create();
    const email = fresh();
    await changes.confirm(user, await changes.requestCode(user, email));
    const [mail, ...more] = directory.mailsTo(user.email);
    expect(more).toEqual([]);
    expect(mail?.body).toContain('tell an administrator');
    expect(mail?.body).not.toContain(email);
  });

  test('confirmEmailChange: stands although the former address could not be told', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    directory.mailProxy.decide = () => ({ status: 500, body: { message: 'down' } });
    expect((await changes.confirm(user, code)).email).toBe(email);
  });

  test('confirmEmailChange: Cognito then knows the address, and that it is verified', async () => {
    const user = await directory.create();
    const email = fresh();
    await changes.confirm(user, await changes.requestCode(user, email));
    const Records = (await directory.stream()).filter(
      (record) => record.dynamodb?.Keys?.['pk']?.S === userPartition(user.id),
    );
    expect(await syncIdentity(directory.services, { Records })).toEqual({ batchItemFailures: [] });
    expect(await directory.cognito.find(user.id)).toMatchObject({
      attributes: { email, email_verified: 'true' },
    });
  });

  test('confirmEmailChange: takes the code with spaces in it', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    const spaced = ` ${code.slice(0, 3)} ${code.slice(3)}\n`;
    expect((await changes.confirm(user, spaced)).email).toBe(email);
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12345\u0000'])(
    'confirmEmailChange: %j is no code, and not a try',
    async (code) => {
      const user = await directory.create();
      await changes.request(user, fresh());
      await expect(changes.confirm(user, code)).rejects.toMatchObject({
        type: 'ValidationFailed',
        info: [{ field: 'code', rule: 'format' }],
      });
      const item = await directory.items.get(emailChangeKey(user.id));
      expect(item?.['misses']).toBe(0);
    },
  );

  test('confirmEmailChange: leaves no stale lock after a change back and forth', async () => {
    const user = await directory.create();
    const email = fresh();
    await changes.confirm(user, await changes.requestCode(user, email));
    const back = await changes.confirm(user, await changes.requestCode(user, user.email));
    expect(back).toMatchObject({ email: user.email, version: 3 });
    expect(await directory.items.lock(user.email)).toBe(user.id);
    expect(await directory.items.lock(email)).toBeUndefined();
    expect((await directory.create({ email })).id).not.toBe(user.id);
  });
});

describe('confirmEmailChange with a code that is not good', () => {
  test('confirmEmailChange: CodeMismatch five times, then the right code is void too', async () => {
    const user = await directory.create();
    const code = await changes.requestCode(user, fresh());
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      await expect(changes.confirm(user, otherThan(code))).rejects.toMatchObject({
        type: 'CodeMismatch',
        info: { attemptsLeft },
      });
    }
    await expect(changes.confirm(user, code)).rejects.toMatchObject({
      type: 'LimitExceeded',
      info: { attemptsLeft: 0 },
    });
    expect(await directory.items.profile(user.id)).toMatchObject(user);
    const email = fresh();
    expect((await changes.confirm(user, await changes.requestCode(user, email))).email).toBe(email);
  });

  test('confirmEmailChange: the last of five tries may be the right one', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    for (let miss = 1; miss <= 4; miss += 1) {
      await expect(changes.confirm(user, otherThan(code, miss))).rejects.toThrow();
    }
    expect((await changes.confirm(user, code)).email).toBe(email);
  });

  test('confirmEmailChange: 20 guesses at once are five tries', SLOW, async () => {
    const user = await directory.create();
    const code = await changes.requestCode(user, fresh());
    const guesses = Array.from({ length: 20 }, (_, index) => otherThan(code, index + 1));
    const results = await Promise.allSettled(guesses.map((guess) => changes.confirm(user, guess)));
    const types = results.map(typeOf);
    expect(types.filter((type) => type === 'CodeMismatch')).toHaveLength(5);
    expect(types.filter((type) => type === 'LimitExceeded')).toHaveLength(15);
    await expect(changes.confirm(user, code)).rejects.toMatchObject({ type: 'LimitExceeded' });
  });

  test('confirmEmailChange: CodeExpired without a request', async () => {
    const user = await directory.create();
    await expect(changes.confirm(user, '123456')).rejects.toMatchObject({ type: 'CodeExpired' });
  });

  test('confirmEmailChange: CodeExpired from 15 minutes on', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    directory.clock.advance(15 * MINUTE);
    await expect(changes.confirm(user, code)).rejects.toMatchObject({ type: 'CodeExpired' });
    const next = await changes.requestCode(user, email);
    directory.clock.advance(15 * MINUTE - 1);
    expect((await changes.confirm(user, next)).email).toBe(email);
  });

  test('confirmEmailChange: the code of one person is none of another', async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    const code = await changes.requestCode(one, fresh());
    await expect(changes.confirm(other, code)).rejects.toMatchObject({ type: 'CodeExpired' });
    const own = await changes.requestCode(other, fresh());
    if (own !== code) {
      await expect(changes.confirm(other, code)).rejects.toMatchObject({ type: 'CodeMismatch' });
    }
  });

  test('confirmEmailChange: refuses whoever was suspended or deleted since', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    await suspendUser(directory.services, event('suspendUser', { id: user.id }));
    await expect(changes.confirm(user, code)).rejects.toMatchObject({
      type: 'InvalidState',
      info: { status: 'SUSPENDED' },
    });
    await reactivateUser(directory.services, event('reactivateUser', { id: user.id }));
    await directory.documents.send(
      new DeleteCommand({ TableName: TABLE, Key: profileKey(user.id) }),
    );
    await expect(changes.confirm(user, code)).rejects.toMatchObject({ type: 'NotFound' });
    expect(await directory.items.lock(email)).toBeUndefined();
  });
});

describe('confirmEmailChange once more', () => {
  test('confirmEmailChange: the same code again answers the same and changes nothing', async () => {
    const user = await directory.create();
    const code = await changes.requestCode(user, fresh());
    const after = await changes.confirm(user, code);
    expect(await changes.confirm(user, code)).toEqual(after);
    expect(directory.mailsTo(user.email)).toHaveLength(1);
  });

  test('confirmEmailChange: a used code does not bring the address back', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    await changes.confirm(user, code);
    await setEmail(user.id, user.email);
    await expect(changes.confirm(user, code)).rejects.toMatchObject({ type: 'CodeExpired' });
    expect(await directory.items.lock(email)).toBeUndefined();
  });

  test('confirmEmailChange: 50 at once with the same code are one change', SLOW, async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => changes.confirm(user, code)),
    );
    for (const answer of answers) expect(answer).toMatchObject({ email, version: 2 });
    expect((await directory.items.profile(user.id))?.version).toBe(2);
    expect(directory.mailsTo(user.email)).toHaveLength(1);
  });

  test('confirmEmailChange: when the answer of the table was lost, the repeat finds the change', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems' ? 'loseAnswer' : 'forward';
    await expect(changes.confirm(user, code)).rejects.toThrow();
    directory.mend();
    expect(await changes.confirm(user, code)).toMatchObject({ email, version: 2 });
  });

  test('confirmEmailChange: when the table refused, nothing has changed and the code is still good', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems'
        ? { status: 500, body: { __type: 'InternalServerError' } }
        : 'forward';
    await expect(changes.confirm(user, code)).rejects.toThrow();
    expect(await directory.items.profile(user.id)).toMatchObject(user);
    expect(await directory.items.lock(email)).toBeUndefined();
    directory.mend();
    expect((await changes.confirm(user, code)).email).toBe(email);
  });
});

describe('confirmEmailChange of an address that others want', () => {
  test('confirmEmailChange: the first to confirm has it, the other hears EmailTaken', async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    const email = fresh();
    const first = await changes.requestCode(one, email);
    const second = await changes.requestCode(other, email);
    expect((await changes.confirm(other, second)).email).toBe(email);
    await expect(changes.confirm(one, first)).rejects.toMatchObject({ type: 'EmailTaken' });
    expect(await directory.items.profile(one.id)).toMatchObject(one);
    expect(await directory.items.lock(one.email)).toBe(one.id);
    expect(await directory.items.lock(email)).toBe(other.id);
  });

  test(
    'confirmEmailChange: one of ten who confirm at once has it, in every round',
    SLOW,
    async () => {
      for (let round = 1; round <= 3; round += 1) {
        const email = fresh();
        const rivals: { readonly user: UserRecord; readonly code: string }[] = [];
        while (rivals.length < 10) {
          const user = await directory.create();
          rivals.push({ user, code: await changes.requestCode(user, email) });
        }
        const results = await Promise.allSettled(
          rivals.map(({ user, code }) => changes.confirm(user, code)),
        );
        const types = results.map(typeOf).sort();
        expect(types).toEqual([...Array<string>(9).fill('EmailTaken'), 'done']);
        const winner = rivals[results.findIndex(({ status }) => status === 'fulfilled')]?.user;
        expect(await directory.items.lock(email)).toBe(winner?.id);
      }
    },
  );

  test('confirmEmailChange: EmailTaken when a create was faster; the code is good once it is free', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    const rival = await directory.create({ email });
    await expect(changes.confirm(user, code)).rejects.toMatchObject({ type: 'EmailTaken' });
    await setEmail(rival.id, fresh());
    expect((await changes.confirm(user, code)).email).toBe(email);
  });

  test('confirmEmailChange: a change of something else at the same time is not lost', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changes.requestCode(user, email);
    const rename = updateUser(
      directory.services,
      event('updateUser', { input: { id: user.id, lastName: 'King' } }),
    );
    await Promise.all([changes.confirm(user, code), rename]);
    expect(await directory.items.profile(user.id)).toMatchObject({
      email,
      lastName: 'King',
      version: 3,
    });
  });
});
