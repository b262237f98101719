import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { revokeInvitation } from '../../functions/revoke-invitation/revoke-invitation.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { recordSignIn } from '../../functions/record-sign-in/record-sign-in.ts';
import { createScheduledHandler } from '../../functions/lib/scheduled.ts';
import { withinLimit } from '../../functions/lib/time-limit.ts';
import { remindInvited } from '../../functions/remind-invited/remind-invited.ts';
import type { MailLanguage } from '../../model/invitation-mails.ts';
import { reminderKey } from '../../model/keys.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const DAY = 24 * 60 * 60 * 1000;
const settings = (language: MailLanguage = 'en', timeZone = 'UTC') => ({
  daysBefore: 2,
  language,
  timeZone,
  by: 'password' as const,
  link: null,
  mails: {},
});
const remind = (language?: MailLanguage, timeZone?: string) =>
  remindInvited(
    { ...directory.services, documents: directory.documents, table: TABLE },
    settings(language, timeZone),
  );
const mailsTo = (email: string) =>
  directory.mailsTo(email).map(({ subject, body }) => ({ subject, text: body }));

test('remind-invited: mails whoever has not come two days before the end, once, and tells until when', async () => {
  const user = await directory.create();
  directory.clock.advance(5 * DAY - 1);
  expect(await remind()).toMatchObject({ reminded: 0, failed: 0 });
  expect(mailsTo(user.email)).toEqual([]);
  directory.clock.advance(1);
  expect(await remind()).toMatchObject({ reminded: 1, failed: 0 });
  expect(directory.counted).toContain('InvitationsReminded');
  const mails = mailsTo(user.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe('Your invitation ends soon');
  expect(mails[0]?.text).toContain(`Sign in as ${user.email}`);
  const ends = new Date(user.invitation?.expiresAt ?? '');
  expect(mails[0]?.text).toContain(`November ${ends.getUTCDate()}, 2026 at 10:00 UTC`);
  directory.clock.advance(DAY);
  expect(await remind()).toMatchObject({ reminded: 0, failed: 0 });
  expect(mailsTo(user.email)).toHaveLength(1);
  // It is no change of the user: nobody's edit is refused for it.
  expect(await directory.items.profile(user.id)).toMatchObject({ version: 1 });
});

test('remind-invited: leaves out who came, was suspended or deleted, whose invitation was revoked or is over', async () => {
  const over = await directory.create();
  directory.clock.advance(3 * DAY);
  const [came, suspended, revoked, waits] = await Promise.all([
    directory.create(),
    directory.create(),
    directory.create(),
    directory.create({ role: 'ADMIN' }),
  ]);
  directory.clock.advance(5 * DAY);
  await recordSignIn(directory.services, signedIn(came.id));
  await suspendUser(directory.services, event('suspendUser', { id: suspended.id }));
  await revokeInvitation(directory.services, event('revokeInvitation', { id: revoked.id }));
  expect(await remind()).toEqual({ reminded: 1, passedOver: 0, failed: 0 });
  for (const { email } of [over, came, suspended, revoked]) expect(mailsTo(email)).toEqual([]);
  expect(mailsTo(waits.email)).toHaveLength(1);
});

test('remind-invited: another invitation is another reminder', async () => {
  const user = await directory.create();
  directory.clock.advance(6 * DAY);
  await remind();
  await resendInvitation(directory.services, event('resendInvitation', { id: user.id }));
  directory.clock.advance(6 * DAY);
  await remind();
  expect(mailsTo(user.email)).toHaveLength(2);
});

test('remind-invited: whose mail fails is told of by id alone, and mailed by the next run', async () => {
  const user = await directory.create();
  directory.clock.advance(6 * DAY);
  directory.mailProxy.decide = () => 'reset';
  const lines: unknown[] = [];
  const log = { info() {}, warn: (...line: unknown[]) => lines.push(line), error: () => {} };
  const services = { ...directory.services, documents: directory.documents, table: TABLE, log };
  expect(await remindInvited(services, settings())).toMatchObject({ reminded: 0, failed: 1 });
  expect(JSON.stringify(lines)).toContain(user.id);
  expect(JSON.stringify(lines)).not.toContain(user.email);
  directory.mend();
  expect(await remind()).toMatchObject({ reminded: 1, failed: 0 });
  expect(mailsTo(user.email)).toHaveLength(1);
});

test('remind-invited: notes nobody when the time is over, whom the next run mails', async () => {
  const user = await directory.create();
  directory.clock.advance(6 * DAY);
  await expect(withinLimit(10_000, () => remind())).rejects.toThrow('The time for reminding');
  expect(await directory.items.get(reminderKey(user.id))).toBeUndefined();
  expect(await remind()).toMatchObject({ reminded: 1, failed: 0 });
});

test('remind-invited: two runs at once mail a person once, and DynamoDB forgets it with the invitation', async () => {
  const user = await directory.create();
  directory.clock.advance(6 * DAY);
  const runs = await Promise.all([remind(), remind()]);
  expect(runs.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
  expect(mailsTo(user.email)).toHaveLength(1);
  expect(await directory.items.get(reminderKey(user.id))).toEqual({
    ...reminderKey(user.id),
    sentAt: user.invitation?.sentAt,
    expiresAt: Math.ceil(Date.parse(user.invitation?.expiresAt ?? '') / 1000),
  });
});

test('remind-invited: writes German, and the time as it is where the stage says', async () => {
  const user = await directory.create();
  directory.clock.advance(6 * DAY);
  await remind('de', 'Europe/Berlin');
  const [mail] = mailsTo(user.email);
  expect(mail?.subject).toBe('Ihre Einladung läuft bald ab');
  expect(mail?.text).toMatch(/bis zum \d+\. \p{L}+ 20\d\d um \d\d:00 MEZ als/u);
});

test('remind-invited: writes in the language that the invitation was in', async () => {
  const user = await directory.create({ wording: { language: 'DE' } });
  directory.clock.advance(6 * DAY);
  await remind('en');
  expect(mailsTo(user.email).at(-1)?.subject).toBe('Ihre Einladung läuft bald ab');
});

test('createScheduledHandler: fails a run that left somebody out, so that Lambda repeats it', async () => {
  const failed: unknown[] = [];
  const log = { info() {}, warn() {}, error: (...line: unknown[]) => failed.push(line) };
  const run = (count: number) =>
    createScheduledHandler({ log }, 'remind-invited', () => Promise.resolve({ failed: count }))(
      {},
      { awsRequestId: 'once' },
    );
  await run(0);
  expect(failed).toEqual([]);
  await expect(run(1)).rejects.toThrow('Not all is done');
  expect(failed).toEqual([
    ['failed', expect.objectContaining({ field: 'remind-invited', outcome: 'failed' })],
  ]);
});

const signedIn = (sub: string) =>
  ({
    triggerSource: 'PostAuthentication_Authentication',
    userName: sub,
    request: { userAttributes: { sub } },
  }) as unknown as Parameters<typeof recordSignIn>[1];
