import { readAttributes, requireAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import { CognitoError, invalidParameter } from '../protocol/errors.ts';
import { checkPassword } from '../credentials/passwords.ts';
import type { Services } from '../services.ts';
import { newPassword } from '../users/new-password.ts';
import { afterNewPassword, afterPassword } from './after-password.ts';
import { answerCode, answerSelectMfaType, askForEmail } from './code-answers.ts';
import { answerCustomChallenge, nextRound } from './custom.ts';
import { answerDeviceSrp, answerDeviceVerifier } from './device-srp.ts';
import { answerPasskey } from './passkeys.ts';
import { invalidSession, requirePending } from './pending.ts';
import type { Answered } from './pending.ts';
import { having } from './proofs.ts';
import { useTotpCode } from './software-token.ts';
import { countFailure, factorLock, finish, refuseLocked, requireParameter } from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { answerPassword, answerPasswordSrp, answerSelectChallenge } from './user-auth.ts';
import { requireProof } from './user-srp.ts';

type Answer = (answered: Answered) => Promise<AuthAnswer> | AuthAnswer;

/** The challenges that can be answered here. */
export const challengeAnswers: Readonly<Record<string, Answer>> = {
  PASSWORD_VERIFIER: answerPasswordVerifier,
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  MFA_SETUP: answerMfaSetup,
  SELECT_MFA_TYPE: answerSelectMfaType,
  SMS_MFA: (answered) => answerCode(answered, 'SMS_MFA'),
  EMAIL_OTP: (answered) => answerCode(answered, 'EMAIL_OTP'),
  SMS_OTP: (answered) => answerCode(answered, 'SMS_OTP'),
  SELECT_CHALLENGE: answerSelectChallenge,
  PASSWORD: answerPassword,
  PASSWORD_SRP: answerPasswordSrp,
  WEB_AUTHN: answerPasskey,
  CUSTOM_CHALLENGE: answerCustomChallenge,
  DEVICE_SRP_AUTH: answerDeviceSrp,
  DEVICE_PASSWORD_VERIFIER: answerDeviceVerifier,
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
  // Answers to SRP lead back by the block that they sign.
  const isSrp = name === 'PASSWORD_VERIFIER' || name === 'DEVICE_PASSWORD_VERIFIER';
  const token = isSrp ? requireParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK') : session;
  if (token === undefined) throw invalidParameter('Missing required parameter Session');
  const pending = services.challenges.get(token);
  // The answer itself makes sure that the Session is the user's.
  const { proofs = [], device } = pending?.kind === name ? pending : {};
  return answer({
    services,
    caller: { ...caller, proofs, device },
    responses,
    session: token,
  });
}

async function answerPasswordVerifier({
  services,
  caller,
  responses,
}: Answered): Promise<AuthAnswer> {
  const { user, custom, known } = requireProof(services, caller, responses);
  if (custom === null) return afterPassword(services, having(known, 'password'), user);
  const round = { challengeName: 'PASSWORD_VERIFIER', challengeResult: true };
  return nextRound(services, known, user, user.username, [...custom, round], {});
}

async function answerNewPassword(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user } = requirePending(answered, 'NEW_PASSWORD_REQUIRED');
  if (user.status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession();
  const password = requireParameter(responses, 'NEW_PASSWORD');
  checkPassword(caller.pool.passwordPolicy, password, 'invitation');
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith('userAttributes.'))
    .map(([name, value]) => ({ Name: name.slice('userAttributes.'.length), Value: value }));
  const changes = readAttributes(caller.pool, given, user, caller.client);
  requireAttributes(caller.pool, new Map([...user.attributes, ...changes]));
  const chosen = newPassword(services, caller.pool, user, password);
  const updated = services.store.transaction(() => {
    changeAttributes(services, caller.pool, user, changes);
    return chosen.write({ status: 'CONFIRMED', temporaryUntil: null });
  });
  services.challenges.drop(session);
  return afterNewPassword(services, caller, updated, 'TokenGeneration_NewPasswordChallenge');
}

async function answerSoftwareToken(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user } = requirePending(answered, 'SOFTWARE_TOKEN_MFA');
  const code = requireParameter(responses, 'SOFTWARE_TOKEN_MFA_CODE');
  const lock = factorLock(user.sub);
  refuseLocked(services, caller, lock);
  try {
    useTotpCode(services, user, code);
  } catch (error) {
    countFailure(services, caller, lock);
    throw error;
  }
  services.challenges.drop(session);
  return finish(services, having(caller, 'code'), user, 'TokenGeneration_Authentication');
}

async function answerMfaSetup(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user, pending } = requirePending(answered, 'MFA_SETUP');
  const email = responses['EMAIL'];
  if (email !== undefined && !pending.verified) return askForEmail(answered, user, email);
  if (!pending.verified) {
    throw new CognitoError('InvalidParameterException', 'User has not set up software token mfa');
  }
  services.challenges.drop(session);
  return finish(services, having(caller, 'code'), user, 'TokenGeneration_Authentication');
}
