import type { FactorAccess } from './factor-access.ts';

/** A passkey of the person. */
export interface Passkey {
  readonly id: string;
  /** As Cognito calls it. */
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Whether it is of a device's own, or of a key that is plugged in or held to one; null when the browser did not say. */
  readonly attachment: 'platform' | 'cross-platform' | null;
}

interface Credential {
  readonly CredentialId: string;
  readonly FriendlyCredentialName?: string;
  readonly AuthenticatorAttachment?: 'platform' | 'cross-platform';
  /** Seconds since the epoch. */
  readonly CreatedAt: number;
}

/** The passkeys of the person who has signed in for it, the oldest first. */
export async function listPasskeys({ call }: FactorAccess): Promise<readonly Passkey[]> {
  const found: Passkey[] = [];
  let NextToken: string | undefined;
  do {
    const page: { readonly Credentials?: readonly Credential[]; readonly NextToken?: string } =
      await call('ListWebAuthnCredentials', { NextToken });
    found.push(...(page.Credentials ?? []).map(toPasskey));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

const toPasskey = (credential: Credential): Passkey => ({
  id: credential.CredentialId,
  name: credential.FriendlyCredentialName ?? '',
  createdAt: new Date(credential.CreatedAt * 1_000).toISOString(),
  attachment: credential.AuthenticatorAttachment ?? null,
});

/**
 * Has this device make a passkey, by which the person can sign in from then on.
 * @throws PasskeyError when the person or the device did not make one; CognitoError `LimitExceededException` for who has
 *   as many as Cognito takes, `WebAuthnOriginNotAllowedException` for a page of another domain
 */
export async function addPasskey({ call, webAuthn }: FactorAccess): Promise<void> {
  const { CredentialCreationOptions } = await call<{ CredentialCreationOptions: object }>(
    'StartWebAuthnRegistration',
    {},
  );
  const Credential = await webAuthn.create(CredentialCreationOptions);
  await call('CompleteWebAuthnRegistration', { Credential });
  const { UserMFASettingList = [] } = await factorsOf(call);
  if (UserMFASettingList.length > 0) await letPasskeysIn(call);
}

/** Takes a passkey away; the device keeps its half of it, which opens nothing any more. */
export async function removePasskey({ call }: FactorAccess, id: string): Promise<void> {
  await call('DeleteWebAuthnCredential', { CredentialId: id });
}

interface Factors {
  /** What a sign-in may begin with. */
  readonly ConfiguredUserAuthFactors?: readonly string[];
  /** What it asks for after a password. */
  readonly UserMFASettingList?: readonly string[];
}

/** By what the person can sign in; nothing of it where Cognito does not say. */
export const factorsOf = (call: FactorAccess['call']): Promise<Factors> =>
  call<Factors>('GetUserAuthFactors', {}).catch(() => ({}));

/**
 * Has Cognito take a passkey for both factors of somebody who has a second one, and would have to begin with the password
 * otherwise. Where the pool counts passkeys as one factor it refuses, and the password it is.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnMfaSettingsType.html
 */
export async function letPasskeysIn(call: FactorAccess['call']): Promise<void> {
  await call('SetUserMFAPreference', { WebAuthnMfaSettings: { Enabled: true } }).catch(() => {});
}
