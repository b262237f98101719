import type { Challenge } from './challenges.ts';
import { CognitoError, invalidParameter, notAuthorized } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { MfaSettings, User } from '../store/users.ts';
import { requireActive, requireHolder } from '../tokens/tokens.ts';
import { newTotpSecret, totpStep } from '../credentials/totp.ts';

/** A new secret, not in use before it is verified. */
export async function associateToken(
  services: Services,
  accessToken: string | undefined,
  session: string | undefined,
): Promise<{ SecretCode: string; Session?: string }> {
  const { user, next } = await holderOf(services, accessToken, session);
  const secret = newTotpSecret();
  const mfa = { ...user.mfa, pendingTotpSecret: secret };
  services.store.users.update(user, { mfa }, services.clock.now());
  return { SecretCode: secret, ...next(false) };
}

/**
 * Takes the first code of the authenticator app.
 * @throws CognitoError EnableSoftwareTokenMFAException, InvalidParameterException
 */
export async function verifyToken(
  services: Services,
  request: {
    readonly AccessToken: string | undefined;
    readonly Session: string | undefined;
    readonly UserCode: string;
    readonly FriendlyDeviceName: string | undefined;
  },
): Promise<{ Status: string; Session?: string }> {
  const { user, next } = await holderOf(services, request.AccessToken, request.Session);
  const secret = user.mfa.pendingTotpSecret;
  if (secret === undefined) throw invalidParameter('User has not set up software token mfa');
  const usedTotpStep = totpStep(secret, request.UserCode, services.clock.now());
  if (usedTotpStep === null) {
    throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch');
  }
  const setUp = request.Session !== undefined;
  const name = request.FriendlyDeviceName;
  const { pendingTotpSecret: _pending, ...others } = user.mfa;
  const mfa: MfaSettings = {
    ...others,
    totpSecret: secret,
    totpVerified: true,
    usedTotpStep,
    // Set up during a sign-in that demanded it, the factor is on; otherwise SetUserMFAPreference turns it on.
    totpEnabled: setUp || user.mfa.totpEnabled === true,
    ...(setUp ? { preferred: 'SOFTWARE_TOKEN_MFA' } : {}),
    ...(name === undefined ? {} : { deviceName: name }),
  };
  services.store.users.update(user, { mfa }, services.clock.now());
  return { Status: 'SUCCESS', ...next(true) };
}

/**
 * Takes a code of the authenticator app at a sign-in; each is good once.
 * @throws CognitoError CodeMismatchException, ExpiredCodeException
 */
export function useTotpCode(services: Services, user: User, code: string): void {
  const now = services.clock.now();
  const usedTotpStep = totpStep(user.mfa.totpSecret ?? '', code, now);
  if (usedTotpStep === null) {
    throw new CognitoError('CodeMismatchException', 'Invalid code received for user');
  }
  if (usedTotpStep <= (user.mfa.usedTotpStep ?? 0)) {
    const text = 'Your software token has already been used once.';
    throw new CognitoError('ExpiredCodeException', text);
  }
  services.store.users.update(user, { mfa: { ...user.mfa, usedTotpStep } }, now);
}

/** Forgets the authenticator app; the user may set another up. */
export function removeToken({ store, clock }: Services, user: User): void {
  const { emailEnabled, smsEnabled, preferred } = user.mfa;
  const isTotp = preferred === true || preferred === 'SOFTWARE_TOKEN_MFA';
  const mfa = {
    ...(emailEnabled === undefined ? {} : { emailEnabled }),
    ...(smsEnabled === undefined ? {} : { smsEnabled }),
    ...(preferred === undefined || isTotp ? {} : { preferred }),
  };
  store.users.update(user, { mfa }, clock.now());
}

interface TokenHolder {
  readonly user: User;
  /** The Session that goes on from here, for callers who came with one. */
  readonly next: (verified: boolean) => { Session?: string };
}

async function holderOf(
  services: Services,
  accessToken: string | undefined,
  session: string | undefined,
): Promise<TokenHolder> {
  if (accessToken !== undefined) {
    const { user } = await requireHolder(services, accessToken);
    return { user, next: () => ({}) };
  }
  const pending = services.challenges.get(session ?? '');
  if (pending?.kind !== 'MFA_SETUP' || pending.userId === null) {
    throw notAuthorized('Invalid session for the user, session is expired.');
  }
  const user = services.store.users.byId(pending.userId);
  if (user === null) throw notAuthorized('Invalid session for the user, session is expired.');
  return {
    user: requireActive(services, user),
    next(verified) {
      services.challenges.drop(session ?? '');
      const challenge: Challenge = { ...pending, verified };
      return { Session: services.challenges.put(challenge, 3 * 60_000) };
    },
  };
}
