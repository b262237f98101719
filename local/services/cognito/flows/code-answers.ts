import { readAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import { activeFactors } from '../users/second-factors.ts';
import { invalidParameter } from '../protocol/errors.ts';
import type { CodeChallenge } from './challenges.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { afterPassword, askFactor } from './after-password.ts';
import { askForCode, requireCode } from './one-time-codes.ts';
import { invalidSession, requirePending, requirePretended } from './pending.ts';
import type { Answered } from './pending.ts';
import { having } from './proofs.ts';
import { finish, proved, requireParameter } from './sign-in.ts';
import type { AuthAnswer, Caller } from './types.ts';

/** E-mail as the factor that the pool demands: its code proves the address. */
export function askForEmail(
  { services, caller, session }: Answered,
  user: User,
  to: string,
): Promise<AuthAnswer> {
  if (!caller.pool.enabledMfas.includes('EMAIL_OTP')) {
    throw invalidParameter('Email MFA is not enabled for this user pool.');
  }
  readAttributes(caller.pool, [{ Name: 'email', Value: to }], user, null);
  services.challenges.drop(session);
  const contact = { attribute: 'email', medium: 'EMAIL', to } as const;
  const code = { name: 'EMAIL_OTP', as: 'setup', typed: user.username, contact } as const;
  return askForCode(services, caller, user, code);
}

/** Sends the code of the factor that was chosen, or asks for the app's. */
export async function answerSelectMfaType(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user } = requirePending(answered, 'SELECT_MFA_TYPE');
  const factors = activeFactors(caller.pool, user);
  const chosen = factors.find((factor) => factor === responses['ANSWER']);
  if (chosen === undefined) throw invalidParameter(`ANSWER must be one of ${factors.join(', ')}.`);
  const answer = await askFactor(services, caller, user, chosen);
  services.challenges.drop(session);
  return answer;
}

/** Takes a code out of a message, of either factor; the Session is good until the right one came. */
export async function answerCode(answered: Answered, name: CodeChallenge): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user, pending, typed } = requirePretended(answered, name);
  const code = requireParameter(responses, `${name}_CODE`);
  const address = requireCode(services, caller, user, { name, code, typed });
  services.challenges.drop(session);
  if (user === null) throw invalidSession();
  const shown = having(caller, 'code');
  if (pending.as === 'first') {
    const proven = proved(services, caller, user);
    if (proven.status === 'FORCE_CHANGE_PASSWORD') return afterPassword(services, shown, proven);
  }
  const current = pending.as === 'setup' ? setUpEmail(services, caller, user, address) : user;
  return finish(services, shown, current, 'TokenGeneration_Authentication');
}

function setUpEmail(
  services: Services,
  { pool }: Caller,
  user: User,
  address: string | null,
): User {
  const changes = new Map([
    ['email', address],
    ['email_verified', 'true'],
  ]);
  const mfa = { ...user.mfa, emailEnabled: true };
  return services.store.transaction(() => {
    const changed = changeAttributes(services, pool, user, changes);
    return services.store.users.update(changed, { mfa }, services.clock.now());
  });
}
