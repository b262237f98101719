import type {
  EmailChangeRequest,
  MutationRequestEmailChangeArgs,
} from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import {
  codeNotSent,
  emailTaken,
  invalidState,
  notFound,
  validationFailed,
} from '../lib/errors.ts';
import type { MailServices } from '../lib/mail-services.ts';
import type { Mail, Mailer } from '../lib/mailer.ts';
import { canReceiveMail } from '../lib/mailer.ts';
import { obstacleOf } from '../lib/obstacles.ts';
import { checkEmail, createCollector } from '../lib/validation.ts';
import { createCode } from '../lib/verification-code.ts';
import { codeMail, takenMail } from './mails.ts';
import { register } from './register.ts';

type Needs = Pick<MailServices, 'repository' | 'mailer' | 'clock' | 'codeCost'>;

/**
 * Sends a code to the address that the caller wants to have. Of an address that somebody else has only
 * administrators are told: to others the answer is the same, and its owner gets a mail without a code.
 */
export async function requestEmailChange(
  services: Needs,
  event: FieldEvent<MutationRequestEmailChangeArgs>,
): Promise<EmailChangeRequest> {
  const { repository, mailer } = services;
  const email = readEmail(event.arguments.email);
  const user = await repository.get(event.actor.id);
  if (!user) throw notFound();
  if (user.status === 'SUSPENDED') throw invalidState('You are suspended.', user.status);
  if (user.email === email) throw refused('different', 'email is your address already.');
  const isTaken = (await repository.lockOwner(email)) !== null;
  if (isTaken && user.role === 'ADMIN') throw emailTaken();

  // Also for a taken address, so that it takes as long and counts as much.
  const code = createCode();
  const validUntil = await register(services, user.id, email, code);
  await deliver(mailer, isTaken ? takenMail(email) : codeMail(email, code));
  return { email, expiresAt: validUntil };
}

/** A throttle stays one: the caller may repeat that in seconds. */
async function deliver(mailer: Mailer, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail);
  } catch (error) {
    throw obstacleOf(error) ? error : codeNotSent(error);
  }
}

function readEmail(input: string): string {
  const collector = createCollector();
  // `finish` throws unless there is a value.
  const email = collector.take('email', input, checkEmail) ?? '';
  collector.finish();
  if (canReceiveMail(email)) return email;
  throw refused('deliverable', 'email must have ASCII letters only before the @ to get the code.');
}

const refused = (rule: string, message: string) =>
  validationFailed([{ field: 'email', rule, message }]);
