import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { ReminderSettings } from '../../model/invitation-mails.ts';
import { LateError } from '../lib/failure.ts';
import { describeError } from '../lib/logger.ts';
import type { MailServices } from '../lib/mail-services.ts';
import { canReceiveMail } from '../lib/mailer.ts';
import { createReminders } from '../lib/reminders.ts';
import { timeLeft } from '../lib/time-limit.ts';
import { endingInvitations } from './ending-invitations.ts';
import { reminderMail } from './reminder-mail.ts';

/** What reminding takes. */
export type ReminderServices = Pick<
  MailServices,
  'repository' | 'mailer' | 'clock' | 'log' | 'metrics'
> & {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
};

/** What became of those whose invitation ends soon. A type, so that it is a record of numbers. */
export type Reminded = {
  readonly reminded: number;
  /** Reminded before, come or gone meanwhile, or of an address that no mail reaches. */
  readonly passedOver: number;
  /** Not reminded: the next run does it. */
  readonly failed: number;
};

type Outcome = keyof Reminded;

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A new account of Amazon SES sends 14 mails a second. */
const PEOPLE_AT_ONCE = 4;
/** Milliseconds that one more person may take: nobody is noted who could not be mailed any more. */
const RESERVE_MS = 15_000;

/**
 * Mails those who were invited and have not come, a few days before the invitation ends. Each invitation is reminded
 * of once, however often this runs: who is about to be mailed is noted first, and struck out again when the mail
 * fails. Of what dies between the two, nobody is reminded.
 * @throws LateError when there are more people than the time allows: the next run goes on
 */
export async function remindInvited(
  services: ReminderServices,
  settings: ReminderSettings,
): Promise<Reminded> {
  const now = services.clock.now();
  const [after, by] = [now, now + settings.daysBefore * DAY_MS].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string];
  const counts = { reminded: 0, passedOver: 0, failed: 0 };
  try {
    for await (const ids of endingInvitations(services, after, by)) {
      const outcomes = await pMap(ids, (id) => remind(services, settings, id, after, by), {
        concurrency: PEOPLE_AT_ONCE,
      });
      for (const outcome of outcomes) counts[outcome] += 1;
    }
  } finally {
    if (counts.reminded > 0) services.metrics.count('InvitationsReminded', counts.reminded);
  }
  return counts;
}

/** One person, as the record is now: the index may be behind. */
async function remind(
  services: ReminderServices,
  settings: ReminderSettings,
  id: string,
  after: string,
  by: string,
): Promise<Outcome> {
  if (timeLeft() < RESERVE_MS) throw new LateError('The time for reminding is over');
  const { repository, mailer, log } = services;
  const reminders = createReminders(services);
  const user = await repository.get(id);
  const invitation = user?.status === 'INVITED' ? user.invitation : null;
  if (!user || !invitation || invitation.expiresAt <= after || invitation.expiresAt > by) {
    return 'passedOver';
  }
  if (!canReceiveMail(user.email) || !(await reminders.claim(id, invitation))) return 'passedOver';
  try {
    await mailer.send(reminderMail(user.email, invitation, settings));
    return 'reminded';
  } catch (error) {
    await reminders.giveBack(id, invitation);
    log.warn('not reminded', { id, ...describeError(error) });
    return 'failed';
  }
}
