import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

import type { Passkey } from '../store/passkeys.ts';

/** What a page said that it did, before any of it is checked. */
export interface ClientData {
  /** Base64url. */
  readonly challenge: string;
  readonly origin: string;
}

/** By whom and with what a passkey may be made or used. */
export interface Ceremony {
  readonly relyingParty: string;
  readonly userVerification: 'required' | 'preferred';
  /** Base64url. */
  readonly challenge: string;
}

/** Somebody who adds a passkey. */
export interface PasskeyOwner {
  readonly sub: string;
  readonly username: string;
  readonly passkeys: readonly Passkey[];
}

// Loaded by the first passkey: most pools have none.
const library = () => import('@simplewebauthn/server');

/**
 * The domain that passkeys are bound to. Pages of this machine can use neither the template's nor the
 * address of a network interface, only its host's name.
 * @see https://www.w3.org/TR/webauthn-3/#relying-party-identifier
 */
export function relyingPartyHere(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  const isAddress = hostname.includes(':') || /^[\d.]+$/.test(hostname);
  return isAddress ? 'localhost' : hostname;
}

/** Reads what can be read of a credential; null for what is none. */
export function readClientData(credential: unknown): ClientData | null {
  try {
    const { response } = credential as RegistrationResponseJSON;
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    const { challenge, origin } = JSON.parse(text) as Partial<ClientData>;
    if (typeof challenge !== 'string' || typeof origin !== 'string') return null;
    return { challenge, origin };
  } catch {
    return null;
  }
}

/** Whether a page's origin may use passkeys of a domain: the domain itself or one below it. */
export function mayUse(origin: string, relyingParty: string): boolean {
  const host = URL.parse(origin)?.hostname ?? '';
  return host === relyingParty || host.endsWith(`.${relyingParty}`);
}

/** PublicKeyCredentialCreationOptionsJSON: ES256 and RS256, on a device that finds the user by itself. */
export async function creationOptions(
  { relyingParty, userVerification, challenge }: Ceremony,
  { sub, username, passkeys }: PasskeyOwner,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpID: relyingParty,
    rpName: relyingParty,
    userID: Buffer.from(sub),
    userName: username,
    userDisplayName: username,
    challenge: Buffer.from(challenge, 'base64url'),
    excludeCredentials: passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

const ALGORITHMS = [-7, -257];

/** What a new passkey is, besides its name and day. */
export type NewPasskey = Omit<Passkey, 'name' | 'createdAt'>;

/**
 * Checks a new passkey.
 * @throws Error of the library, whose text says what is wrong
 */
export async function checkCreated(
  credential: unknown,
  { origin }: ClientData,
  { relyingParty, userVerification, challenge }: Ceremony,
): Promise<NewPasskey> {
  const { verifyRegistrationResponse } = await library();
  const response = credential as RegistrationResponseJSON;
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: relyingParty,
    requireUserVerification: userVerification === 'required',
    supportedAlgorithmIDs: ALGORITHMS,
  });
  if (registrationInfo === undefined) throw new Error('the attestation does not hold');
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports,
    attachment: response.authenticatorAttachment ?? null,
    relyingParty,
  };
}

/**
 * Checks the signature of a passkey.
 * @returns how often it was used
 * @throws Error of the library, whose text says what is wrong
 */
export async function checkUsed(
  credential: unknown,
  { origin }: ClientData,
  { relyingParty, userVerification, challenge }: Ceremony,
  { id, publicKey, counter }: Passkey,
): Promise<number> {
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: credential as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: relyingParty,
    requireUserVerification: userVerification === 'required',
    credential: { id, publicKey: Buffer.from(publicKey, 'base64url'), counter },
  });
  if (!verified) throw new Error('the signature does not hold');
  return authenticationInfo.newCounter;
}
