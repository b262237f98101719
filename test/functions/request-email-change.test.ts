import { scryptSync } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { emailChangeKey } from '../../model/keys.ts';
import { obstacleOf } from '../../functions/lib/obstacles.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { requestEmailChange } from '../../functions/request-email-change/request-email-change.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import type { Directory } from '../support/directory.ts';
import { CREDENTIALS, event, person, startDirectory, TABLE } from '../support/directory.ts';
import { changesOfFunctions, emailChangesIn } from '../support/email-change.ts';

let directory: Directory;
let changes: ReturnType<typeof emailChangesIn>;
beforeAll(async () => {
  directory = await startDirectory();
  changes = emailChangesIn(directory);
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Each takes many calls. */
const SLOW = { timeout: 5 * MINUTE };
const fresh = () => person().email;
const at = (later: number) => new Date(directory.clock.now() + later).toISOString();

describe('requestEmailChange', () => {
  test('requestEmailChange: mails a code to the new address and changes nothing yet', async () => {
    const user = await directory.create();
    const email = fresh();
    expect(await changes.request(user, ` ${email.toUpperCase()} `)).toEqual({
      email,
      expiresAt: at(15 * MINUTE),
    });
    expect(directory.mailsTo(email)).toMatchObject([
      { from: 'directory@example.com', recipients: [email], body: expect.stringMatching(/\d{6}/u) },
    ]);
    expect(directory.mailsTo(user.email)).toEqual([]);
    expect(await directory.items.profile(user.id)).toMatchObject(user);
    expect(await directory.items.lock(email)).toBeUndefined();
  });

  test('requestEmailChange: keeps a salted hash of the code, never the code', async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    const email = fresh();
    const item = async ({ id }: { id: string }) => directory.items.get(emailChangeKey(id));
    const code = await changes.requestCode(one, email);
    expect(await item(one)).toEqual({
      pk: `USER#${one.id}`,
      sk: 'EMAIL_CHANGE',
      email,
      salt: expect.stringMatching(/^[\w-]{22}$/u),
      codeHash: expect.stringMatching(/^[\w-]{43}$/u),
      validUntil: at(15 * MINUTE),
      misses: 0,
      requests: [directory.clock.now()],
      expiresAt: (directory.clock.now() + 24 * HOUR) / 1000,
    });
    expect(code).toMatch(/^\d{6}$/u);
    await changes.request(other, email);
    expect((await item(other))?.['salt']).not.toBe((await item(one))?.['salt']);
  });

  test('requestEmailChange: hashes codes as slowly as scrypt does by itself', async () => {
    const user = await directory.create();
    const email = fresh();
    const code = await changesOfFunctions(directory).requestCode(user, email);
    const { salt, codeHash } = (await directory.items.get(emailChangeKey(user.id))) ?? {};
    const slow = scryptSync(`${code}#${user.id}#${email}`, String(salt), 32);
    expect(codeHash).toBe(slow.toString('base64url'));
  });

  test.each([
    ['nothing', '   ', 'format'],
    ['no address', 'ada.example.com', 'format'],
    ['a space in it', 'ada lovelace@example.com', 'format'],
    ['an invisible character', 'ada\u200b@exam\u200bple.com', 'format'],
    ['more than 254 characters', `ada@${'a.'.repeat(130)}com`, 'maxLength'],
    ['letters before the @ that no mail takes', 'adä@example.com', 'deliverable'],
  ])('requestEmailChange: refuses %s', async (_, email, rule) => {
    const user = await directory.create();
    await expect(changes.request(user, email)).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: [{ field: 'email', rule }],
    });
  });

  test("requestEmailChange: refuses the caller's own address in another case", async () => {
    const user = await directory.create();
    await expect(changes.request(user, user.email.toUpperCase())).rejects.toMatchObject({
      type: 'ValidationFailed',
      info: [{ field: 'email', rule: 'different' }],
    });
  });

  test('requestEmailChange: writes to a name beyond ASCII as mail servers know it', async () => {
    const user = await directory.create();
    const name = fresh().split('@')[0] ?? '';
    const { email } = await changes.request(user, `${name}@Bücher.example`);
    expect(email).toBe(`${name}@xn--bcher-kva.example`);
    expect((await changes.confirm(user, changes.codeTo(email))).email).toBe(email);
  });

  test('requestEmailChange: refuses a suspended caller and one without a record', async () => {
    const user = await directory.create();
    await suspendUser(directory.services, event('suspendUser', { id: user.id }));
    await expect(changes.request(user, fresh())).rejects.toMatchObject({
      type: 'InvalidState',
      info: { status: 'SUSPENDED' },
    });
    const stranger = { id: 'stranger', role: 'MEMBER' } as const;
    await expect(changes.request(stranger, fresh())).rejects.toMatchObject({ type: 'NotFound' });
  });

  test('requestEmailChange: a new request makes the former code void', async () => {
    const user = await directory.create();
    const [first, second] = [fresh(), fresh()];
    const former = await changes.requestCode(user, first);
    const code = await changes.requestCode(user, second);
    if (former !== code) {
      await expect(changes.confirm(user, former)).rejects.toMatchObject({ type: 'CodeMismatch' });
    }
    expect((await changes.confirm(user, code)).email).toBe(second);
  });

  test('requestEmailChange: after a mail that could not be sent the next request sends one', async () => {
    const user = await directory.create();
    const email = fresh();
    const body = { __type: 'MessageRejected', message: 'Not verified' };
    directory.mailProxy.decide = () => ({ status: 400, body });
    await expect(changes.request(user, email)).rejects.toMatchObject({
      type: 'DeliveryFailed',
      cause: { name: 'MessageRejected' },
    });
    directory.mend();
    const code = await changes.requestCode(user, email);
    expect((await changes.confirm(user, code)).email).toBe(email);
  });
});

describe('requestEmailChange while SES throttles', () => {
  test('requestEmailChange: leaves a throttle one, which says to repeat it in seconds', async () => {
    const user = await directory.create();
    const body = { __type: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' };
    directory.mailProxy.decide = () => ({ status: 429, body });
    const refusal = await changes.request(user, fresh()).catch((error: unknown) => error);
    expect(obstacleOf(refusal)).toBe('throttled');
  });
});

describe('requestEmailChange of an address that somebody else has', () => {
  test('requestEmailChange: answers a member as of a free one, tells the owner, sends no code', async () => {
    const [user, owner] = [await directory.create(), await directory.create()];
    const answer = await changes.request(user, owner.email);
    expect(answer).toEqual({ email: owner.email, expiresAt: at(15 * MINUTE) });
    const [mail, ...more] = directory.mailsTo(owner.email);
    expect(more).toEqual([]);
    expect(mail?.body).not.toMatch(/\d/u);
    expect(mail?.body).not.toContain(user.email);
    const free = await changes.request(await directory.create(), fresh());
    expect(Object.keys(answer)).toEqual(Object.keys(free));
  });

  test('requestEmailChange: tells an administrator, who may look up anybody, and mails nobody', async () => {
    const admin = await directory.create({ role: 'ADMIN' });
    const owner = await directory.create();
    await expect(changes.request(admin, owner.email)).rejects.toMatchObject({
      type: 'EmailTaken',
    });
    expect(directory.mailsTo(owner.email)).toEqual([]);
  });

  test('requestEmailChange: is counted like any other', SLOW, async () => {
    const [user, owner] = [await directory.create(), await directory.create()];
    for (let count = 1; count <= 5; count += 1) await changes.request(user, owner.email);
    await expect(changes.request(user, owner.email)).rejects.toMatchObject({
      type: 'LimitExceeded',
    });
    expect(directory.mailsTo(owner.email)).toHaveLength(5);
  });
});

describe('requestEmailChange, too often', () => {
  test(
    'requestEmailChange: sends 5 codes an hour and tells from when on the next',
    SLOW,
    async () => {
      const user = await directory.create();
      const email = fresh();
      const first = directory.clock.now();
      for (let count = 1; count <= 5; count += 1) {
        await changes.request(user, email);
        directory.clock.advance(MINUTE);
      }
      await expect(changes.request(user, fresh())).rejects.toMatchObject({
        type: 'LimitExceeded',
        info: { retryAt: new Date(first + HOUR).toISOString() },
      });
      expect(directory.mailsTo(email)).toHaveLength(5);
      directory.clock.advance(first + HOUR - directory.clock.now());
      await changes.request(user, email);
      await expect(changes.request(user, email)).rejects.toMatchObject({
        info: { retryAt: new Date(first + HOUR + MINUTE).toISOString() },
      });
    },
  );

  test('requestEmailChange: sends 10 codes a day', SLOW, async () => {
    const user = await directory.create();
    const first = directory.clock.now();
    for (let count = 1; count <= 10; count += 1) {
      await changes.request(user, fresh());
      directory.clock.advance(HOUR);
    }
    await expect(changes.request(user, fresh())).rejects.toMatchObject({
      type: 'LimitExceeded',
      info: { retryAt: new Date(first + 24 * HOUR).toISOString() },
    });
    directory.clock.advance(14 * HOUR);
    await changes.request(user, fresh());
  });

  test('requestEmailChange: a confirmed change does not start the count again', SLOW, async () => {
    const user = await directory.create();
    for (let count = 1; count <= 5; count += 1) {
      await changes.confirm(user, await changes.requestCode(user, fresh()));
    }
    await expect(changes.request(user, fresh())).rejects.toMatchObject({ type: 'LimitExceeded' });
  });

  test(
    'requestEmailChange: sends 5 codes when asked 20 times at once, the newest of which is good',
    SLOW,
    async () => {
      const user = await directory.create();
      const emails = Array.from({ length: 20 }, fresh);
      const results = await Promise.allSettled(emails.map((email) => changes.request(user, email)));
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(15);
      for (const { reason } of refused) expect(reason).toMatchObject({ type: 'LimitExceeded' });
      const sent = emails.flatMap((email) => directory.mailsTo(email));
      expect(sent).toHaveLength(5);
      const kept = await directory.items.get(emailChangeKey(user.id));
      const email = String(kept?.['email']);
      expect((await changes.confirm(user, changes.codeTo(email))).email).toBe(email);
    },
  );

  test('requestEmailChange: a repeat by the SDK of a write whose answer was lost is one request', async () => {
    const user = await directory.create();
    let asked = 0;
    directory.tableProxy.decide = (operation) =>
      operation === 'PutItem' && (asked += 1) === 1 ? 'loseAnswer' : 'forward';
    const patient = new DynamoDBClient({
      endpoint: directory.tableProxy.url,
      region: 'us-east-1',
      credentials: CREDENTIALS,
    });
    const documents = createDocuments(patient);
    const repository = createRepository({ documents, table: TABLE, clock: directory.clock });
    const email = fresh();
    await requestEmailChange(
      { ...directory.services, repository },
      event('requestEmailChange', { email }, { id: user.id, kind: 'user', role: 'MEMBER' }),
    );
    patient.destroy();
    expect(asked).toBe(2);
    const item = await directory.items.get(emailChangeKey(user.id));
    expect(item?.['requests']).toHaveLength(1);
    expect((await changes.confirm(user, changes.codeTo(email))).email).toBe(email);
  });

  test('requestEmailChange: counts for each person alone', SLOW, async () => {
    const [one, other] = [await directory.create(), await directory.create()];
    for (let count = 1; count <= 5; count += 1) await changes.request(one, fresh());
    await changes.request(other, fresh());
    await expect(changes.request(one, fresh())).rejects.toMatchObject({ type: 'LimitExceeded' });
  });
});
