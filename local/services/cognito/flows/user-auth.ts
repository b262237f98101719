import { checkSecretHash } from '../credentials/secret-hash.ts';
import { invalidParameter, userNotFound } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { findUser } from '../users/directory.ts';
import { firstFactors } from '../users/first-factors.ts';
import { afterPassword } from './after-password.ts';
import { useImportedPassword } from './imported-password.ts';
import { withDevice, withDeviceIfKnown } from './known-device.ts';
import { askForCode } from './one-time-codes.ts';
import { askForPasskey } from './passkeys.ts';
import { invalidSession, requirePretended } from './pending.ts';
import type { Answered } from './pending.ts';
import { having } from './proofs.ts';
import {
  challenge,
  finish,
  preAuthentication,
  proved,
  requireParameter,
  requirePassword,
} from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { srpChallenge } from './user-srp.ts';

/** Somebody who signs in by USER_AUTH; a null user must not know that there is none. */
interface Person {
  readonly services: Services;
  readonly caller: Caller;
  readonly user: User | null;
  readonly typed: string;
}

/**
 * USER_AUTH: the person chooses what to begin with.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
 */
export async function startUserAuth(
  services: Services,
  caller: Caller,
  parameters: Parameters,
  session: string | undefined,
): Promise<AuthAnswer> {
  const typed = requireParameter(parameters, 'USERNAME');
  checkSecretHash(caller.client, [typed], parameters['SECRET_HASH']);
  const user = findUser(services, caller.pool, typed);
  if (user === null && !caller.client.preventUserExistenceErrors) throw userNotFound();
  await preAuthentication(services, caller, user, typed);
  const known = withDeviceIfKnown(services, caller, user, parameters);
  const person = { services, caller: known, user, typed };
  if (session !== undefined) return afterSignUp(person, session);
  const preferred = parameters['PREFERRED_CHALLENGE'] ?? '';
  const offered = firstFactors(caller.pool, user, services.store);
  if (offered.includes(preferred)) return begin(person, preferred, parameters);
  return {
    ChallengeName: 'SELECT_CHALLENGE',
    Session: challenge(services, known, user, { kind: 'SELECT_CHALLENGE' }),
    ChallengeParameters: {},
    AvailableChallenges: offered,
  };
}

/** What was chosen, with its proof where that fits in one call. */
export async function answerSelectChallenge(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user, typed } = requirePretended(answered, 'SELECT_CHALLENGE');
  const chosen = requireParameter(responses, 'ANSWER');
  const offered = firstFactors(caller.pool, user, services.store);
  if (!offered.includes(chosen)) {
    throw invalidParameter(`ANSWER must be one of ${offered.join(', ')}.`);
  }
  const answer = await begin({ services, caller, user, typed }, chosen, responses);
  services.challenges.drop(session);
  return answer;
}

/** The proof of a factor that was preferred without it. */
export const answerPassword = (answered: Answered): Promise<AuthAnswer> =>
  prove(answered, 'PASSWORD', 'PASSWORD');

/** The same with SRP. */
export const answerPasswordSrp = (answered: Answered): Promise<AuthAnswer> =>
  prove(answered, 'PASSWORD_SRP', 'SRP_A');

async function prove(
  answered: Answered,
  factor: 'PASSWORD' | 'PASSWORD_SRP',
  proof: string,
): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user, typed } = requirePretended(answered, factor);
  requireParameter(responses, proof);
  const answer = await begin({ services, caller, user, typed }, factor, responses);
  services.challenges.drop(session);
  return answer;
}

async function begin(
  { services, caller, user, typed }: Person,
  factor: string,
  parameters: Parameters,
): Promise<AuthAnswer> {
  switch (factor) {
    case 'PASSWORD': {
      const password = parameters['PASSWORD'];
      if (password === undefined) return asked({ services, caller, user, typed }, 'PASSWORD');
      const own = await useImportedPassword(services, caller, user, password);
      const proven = requirePassword(services, caller, own, typed, password);
      const known = withDevice(services, caller, proven, parameters);
      return afterPassword(services, having(known, 'password'), proven);
    }
    case 'PASSWORD_SRP':
      return parameters['SRP_A'] === undefined
        ? asked({ services, caller, user, typed }, 'PASSWORD_SRP')
        : srpChallenge(services, caller, user, typed, parameters, null);
    case 'WEB_AUTHN':
      return askForPasskey(services, caller, user);
    default: {
      const name = factor === 'EMAIL_OTP' ? 'EMAIL_OTP' : 'SMS_OTP';
      return askForCode(services, caller, user, { name, typed, as: 'first' });
    }
  }
}

function asked({ services, caller, user }: Person, kind: 'PASSWORD' | 'PASSWORD_SRP'): AuthAnswer {
  return {
    ChallengeName: kind,
    Session: challenge(services, caller, user, { kind }),
    ChallengeParameters: {},
  };
}

/** ConfirmSignUp gave the Session: its code was the proof. */
function afterSignUp({ services, caller, user }: Person, session: string): Promise<AuthAnswer> {
  const pending = services.challenges.get(session);
  services.challenges.drop(session);
  const isOwn = pending?.kind === 'CONFIRMED_SIGN_UP' && pending.userId === user?.id;
  if (!isOwn || pending.clientId !== caller.client.clientId) throw invalidSession();
  return finish(
    services,
    having(caller, 'code'),
    proved(services, caller, user),
    'TokenGeneration_Authentication',
  );
}
