import { readAttributes, requireAttributes } from '../users/attributes.ts';
import { changeAttributes, findUser } from '../users/directory.ts';
import { CognitoError, invalidParameter, notAuthorized } from '../protocol/errors.ts';
import { checkPassword, verifierOf } from '../credentials/passwords.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { Challenge, Pending } from './challenges.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { requireActive } from '../tokens/tokens.ts';
import { answerCustomChallenge, nextRound } from './custom.ts';
import { useTotpCode } from './software-token.ts';
import {
  afterNewPassword,
  afterPassword,
  countFailure,
  finish,
  refuseLocked,
  requireParameter,
} from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { requireProof } from './user-srp.ts';

type Answer = (
  services: Services,
  caller: Caller,
  responses: Parameters,
  session: string,
) => Promise<AuthAnswer> | AuthAnswer;

/** The challenges that can be answered here. */
export const challengeAnswers: Readonly<Record<string, Answer>> = {
  PASSWORD_VERIFIER: answerPasswordVerifier,
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  MFA_SETUP: answerMfaSetup,
  CUSTOM_CHALLENGE: answerCustomChallenge,
};

/**
 * RespondToAuthChallenge and AdminRespondToAuthChallenge.
 * @throws CognitoError
 */
export async function respondToChallenge(
  services: Services,
  caller: Caller,
  name: string,
  responses: Parameters,
  session: string | undefined,
): Promise<AuthAnswer> {
  const answer = Object.hasOwn(challengeAnswers, name) ? challengeAnswers[name] : undefined;
  if (answer === undefined) {
    const known = Object.keys(challengeAnswers).join(', ');
    throw invalidParameter(
      `ChallengeName ${name} is not supported by this engine; it has ${known}.`,
    );
  }
  if (session === undefined && name !== 'PASSWORD_VERIFIER') {
    throw invalidParameter('Missing required parameter Session');
  }
  return answer(services, caller, responses, session ?? '');
}

async function answerPasswordVerifier(
  services: Services,
  caller: Caller,
  responses: Parameters,
): Promise<AuthAnswer> {
  const { user, custom } = requireProof(services, caller, responses);
  if (custom === null) return afterPassword(services, caller, user);
  const round = { challengeName: 'PASSWORD_VERIFIER', challengeResult: true };
  return nextRound(services, caller, user, user.username, [...custom, round], {});
}

async function answerNewPassword(
  services: Services,
  caller: Caller,
  responses: Parameters,
  session: string,
): Promise<AuthAnswer> {
  const { user } = requirePending(services, caller, responses, session, 'NEW_PASSWORD_REQUIRED');
  if (user.status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession();
  const password = requireParameter(responses, 'NEW_PASSWORD');
  checkPassword(caller.pool.passwordPolicy, password, 'invitation');
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith('userAttributes.'))
    .map(([name, value]) => ({ Name: name.slice('userAttributes.'.length), Value: value }));
  const changes = readAttributes(caller.pool, given, user, caller.client);
  requireAttributes(caller.pool, new Map([...user.attributes, ...changes]));
  const verifier = verifierOf(caller.pool, user.username, password);
  const updated = services.store.transaction(() => {
    const changed = changeAttributes(services, caller.pool, user, changes);
    return services.store.users.update(
      changed,
      { status: 'CONFIRMED', password: verifier, temporaryUntil: null },
      services.clock.now(),
    );
  });
  services.challenges.drop(session);
  return afterNewPassword(services, caller, updated, 'TokenGeneration_NewPasswordChallenge');
}

async function answerSoftwareToken(
  services: Services,
  caller: Caller,
  responses: Parameters,
  session: string,
): Promise<AuthAnswer> {
  const { user } = requirePending(services, caller, responses, session, 'SOFTWARE_TOKEN_MFA');
  const code = requireParameter(responses, 'SOFTWARE_TOKEN_MFA_CODE');
  refuseLocked(services, caller, `mfa|${user.sub}`);
  try {
    useTotpCode(services, user, code);
  } catch (error) {
    countFailure(services, caller, `mfa|${user.sub}`);
    throw error;
  }
  services.challenges.drop(session);
  return finish(services, caller, user, 'TokenGeneration_Authentication');
}

async function answerMfaSetup(
  services: Services,
  caller: Caller,
  responses: Parameters,
  session: string,
): Promise<AuthAnswer> {
  const { user, pending } = requirePending(services, caller, responses, session, 'MFA_SETUP');
  if (!pending.verified) {
    throw new CognitoError('InvalidParameterException', 'User has not set up software token mfa');
  }
  services.challenges.drop(session);
  return finish(services, caller, user, 'TokenGeneration_Authentication');
}

/**
 * The challenge behind a Session, if it is of this kind, this client and this user.
 * @throws CognitoError NotAuthorizedException
 */
function requirePending<K extends Pending['kind']>(
  services: Services,
  caller: Caller,
  responses: Parameters,
  session: string,
  kind: K,
): { user: User; pending: Extract<Challenge, { kind: K }> } {
  const typed = requireParameter(responses, 'USERNAME');
  const pending = services.challenges.get(session);
  if (pending?.kind !== kind || pending.clientId !== caller.client.clientId) throw invalidSession();
  checkSecretHash(caller.client, [typed], responses['SECRET_HASH']);
  const user = findUser(services, caller.pool, typed);
  if (user === null || user.id !== pending.userId) throw invalidSession();
  return {
    user: requireActive(services, user),
    pending: pending as Extract<Challenge, { kind: K }>,
  };
}

function invalidSession(): CognitoError {
  return notAuthorized('Invalid session for the user, session is expired.');
}
