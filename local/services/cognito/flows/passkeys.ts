import { randomBytes } from 'node:crypto';

import {
  checkCreated,
  checkUsed,
  creationOptions,
  mayUse,
  readClientData,
  relyingPartyHere,
} from '../credentials/web-authn.ts';
import type { Ceremony, ClientData, NewPasskey } from '../credentials/web-authn.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError, invalidParameter, wrongPassword } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Passkey } from '../store/passkeys.ts';
import type { User } from '../store/users.ts';
import type { Holder } from '../tokens/tokens.ts';
import { afterPassword } from './after-password.ts';
import { requirePending } from './pending.ts';
import type { Answered } from './pending.ts';
import { having } from './proofs.ts';
import { challenge, finish, proved, requireParameter } from './sign-in.ts';
import type { AuthAnswer, Caller } from './types.ts';

const REGISTRATION_LIFETIME = 5 * 60_000; // 5 minutes
/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
const MOST_PASSKEYS = 20;

/** Who adds a passkey, where. */
type Registrant = Pick<Holder, 'pool' | 'client' | 'user'>;

/**
 * What a page makes a new passkey of the user by.
 * @throws CognitoError WebAuthnNotEnabledException, WebAuthnConfigurationMissingException, LimitExceededException
 */
export async function startRegistration(
  services: Services,
  { pool, client, user }: Registrant,
): Promise<object> {
  requirePasskeys(pool);
  const passkeys = services.store.passkeys.of(user);
  requireRoom(passkeys);
  const owner = { poolId: pool.id, clientId: client.clientId, userId: user.id };
  const kind = 'PASSKEY_REGISTRATION';
  const token = services.challenges.put({ kind, ...owner }, REGISTRATION_LIFETIME);
  // The challenge is the way back to what waits here.
  const ceremony = ceremonyOf(services, pool, Buffer.from(token, 'base64').toString('base64url'));
  const { sub } = user;
  const username = user.attributes.get('email') ?? user.username;
  return creationOptions(ceremony, { sub, username, passkeys });
}

/**
 * Takes a new passkey.
 * @throws CognitoError one of AWS's exceptions of the name WebAuthn…, InvalidParameterException
 */
export async function completeRegistration(
  services: Services,
  { pool, client, user }: Registrant,
  credential: unknown,
): Promise<void> {
  requirePasskeys(pool);
  const data = requireClientData(credential);
  const token = Buffer.from(data.challenge, 'base64url').toString('base64');
  const pending = services.challenges.get(token);
  services.challenges.drop(token);
  if (pending?.kind !== 'PASSKEY_REGISTRATION' || pending.userId !== user.id) {
    throw failed('WebAuthnChallengeNotFoundException', 'The challenge has expired.');
  }
  if (pending.clientId !== client.clientId) {
    throw failed(
      'WebAuthnClientMismatchException',
      'The registration was begun by another client.',
    );
  }
  const ceremony = ceremonyOf(services, pool, data.challenge);
  if (!mayUse(data.origin, ceremony.relyingParty)) {
    const text = `${data.origin} may not use passkeys of ${ceremony.relyingParty}.`;
    throw failed('WebAuthnOriginNotAllowedException', text);
  }
  const made = await madeBy(credential, data, ceremony);
  if (services.store.passkeys.get(user, made.id) !== null) {
    throw invalidParameter('The passkey is registered already.');
  }
  requireRoom(services.store.passkeys.of(user));
  const createdAt = services.clock.now();
  services.store.passkeys.add(user, { ...made, name: 'Passkey', createdAt });
}

/** @throws CognitoError LimitExceededException */
function requireRoom(passkeys: readonly Passkey[]): void {
  if (passkeys.length < MOST_PASSKEYS) return;
  const text = `The user has ${String(MOST_PASSKEYS)} passkeys; remove one first.`;
  throw new CognitoError('LimitExceededException', text);
}

async function madeBy(
  credential: unknown,
  data: ClientData,
  ceremony: Ceremony,
): Promise<NewPasskey> {
  try {
    return await checkCreated(credential, data, ceremony);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw failed(
      text.includes('RP ID')
        ? 'WebAuthnRelyingPartyMismatchException'
        : 'WebAuthnCredentialNotSupportedException',
      text,
    );
  }
}

/** The WEB_AUTHN challenge of a sign-in. */
export function askForPasskey(services: Services, caller: Caller, user: User | null): AuthAnswer {
  const ceremony = ceremonyOf(services, caller.pool, randomBytes(32).toString('base64url'));
  const passkeys = user === null ? [] : services.store.passkeys.of(user);
  const options = {
    challenge: ceremony.challenge,
    timeout: 180_000,
    rpId: ceremony.relyingParty,
    allowCredentials: passkeys.map(({ id, transports }) => ({
      type: 'public-key',
      id,
      transports,
    })),
    userVerification: ceremony.userVerification,
  };
  const pending = { kind: 'WEB_AUTHN', challenge: ceremony.challenge } as const;
  return {
    ChallengeName: 'WEB_AUTHN',
    Session: challenge(services, caller, user, pending),
    ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
  };
}

/** Takes what a passkey signed; each challenge is good once. */
export async function answerPasskey(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const { user, pending } = requirePending(answered, 'WEB_AUTHN');
  const credential = parse(requireParameter(responses, 'CREDENTIAL'));
  const data = requireClientData(credential);
  services.challenges.drop(session);
  const { id } = credential as { readonly id: string };
  const passkey = services.store.passkeys.get(user, id);
  const ceremony = ceremonyOf(services, caller.pool, pending.challenge);
  if (passkey === null || !mayUse(data.origin, ceremony.relyingParty)) throw wrongPassword();
  const counter = await checkUsed(credential, data, ceremony, passkey).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    services.log.warn('cognito', `passkey refused: ${text}`);
    throw wrongPassword();
  });
  services.store.passkeys.count(user, id, counter);
  const proven = proved(services, caller, user);
  return proven.status === 'FORCE_CHANGE_PASSWORD'
    ? afterPassword(services, having(caller, 'passkey'), proven)
    : finish(services, having(caller, 'passkey'), proven, 'TokenGeneration_Authentication');
}

function parse(credential: string): unknown {
  try {
    return JSON.parse(credential) as unknown;
  } catch {
    throw invalidParameter('CREDENTIAL is not JSON.');
  }
}

function requireClientData(credential: unknown): ClientData {
  const data = readClientData(credential);
  if (data === null) throw invalidParameter('The credential is not one that a browser made.');
  return data;
}

function ceremonyOf({ baseUrl }: Services, pool: Pool, challenge_: string): Ceremony {
  const { userVerification, isMultiFactor } = pool.passkeys;
  return {
    relyingParty: relyingPartyHere(baseUrl),
    userVerification: isMultiFactor ? 'required' : userVerification,
    challenge: challenge_,
  };
}

function requirePasskeys(pool: Pool): void {
  if (!pool.firstFactors.includes('WEB_AUTHN')) {
    throw failed('WebAuthnNotEnabledException', 'Passkeys are not enabled for this user pool.');
  }
  if (pool.passkeys.relyingParty !== null || pool.source.domain !== null) return;
  const text = 'The user pool has neither a relying party id nor a domain.';
  throw failed('WebAuthnConfigurationMissingException', text);
}

const failed = (name: string, text: string): CognitoError => new CognitoError(name, text);
