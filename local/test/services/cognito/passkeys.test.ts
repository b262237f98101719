import {
  CompleteWebAuthnRegistrationCommand,
  DeleteWebAuthnCredentialCommand,
  GetUserAuthFactorsCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { setUpTotp } from '../../../testing/cognito-with-totp.ts';

import { client, CLIENT_ID, PASSWORD, userPool } from '../../../testing/start-cognito.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import { softwareAuthenticator } from '../../../testing/software-authenticator.ts';

const flows = { explicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] };
const policy = (...AllowedFirstAuthFactors: string[]) => ({
  Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
});
const other = (name: string, properties: object) => {
  const userPoolId = `us-east-1_${name}`;
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
  const settings = { ...policy('PASSWORD', 'WEB_AUTHN'), ...properties };
  return userPool(settings, [client({ ...flows, clientId: name })], { userPoolId, issuer });
};

const cognito = cognitoOfFile({
  pools: [
    userPool({ ...policy('PASSWORD', 'WEB_AUTHN'), WebAuthnRelyingPartyID: 'example.com' }, [
      client(flows),
      client({ ...flows, clientId: 'second' }),
    ]),
    other('Careful', {
      WebAuthnRelyingPartyID: 'example.com',
      WebAuthnUserVerification: 'required',
    }),
    other('Nowhere', {}),
    other('Passwords', policy('PASSWORD')),
    other('Twice', {
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      WebAuthnRelyingPartyID: 'example.com',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    }),
  ],
});

async function tokenOf(USERNAME: string, ClientId = CLIENT_ID): Promise<string> {
  const { AuthenticationResult } = await cognito.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
  return AuthenticationResult?.AccessToken ?? '';
}

interface Options {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string; readonly name: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}

async function begin(AccessToken: string): Promise<Options> {
  const command = new StartWebAuthnRegistrationCommand({ AccessToken });
  const { CredentialCreationOptions } = await cognito.sdk.send(command);
  return CredentialCreationOptions as unknown as Options;
}

const complete = (AccessToken: string, Credential: object) =>
  cognito.sdk.send(
    new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: Credential as never }),
  );

/** Somebody with a passkey. */
async function withPasskey() {
  const { email, sub } = await newUser(cognito);
  const AccessToken = await tokenOf(email);
  const passkey = softwareAuthenticator();
  await complete(AccessToken, passkey.create(await begin(AccessToken)));
  return { email, sub, AccessToken, passkey };
}

async function asked(USERNAME: string, ClientId = CLIENT_ID) {
  const answer = await cognito.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
    }),
  );
  const options = answer.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}';
  return { ...answer, options: JSON.parse(options) as Options & { readonly rpId: string } };
}

const answer = (Session: string | undefined, USERNAME: string, CREDENTIAL: string) =>
  cognito.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: CLIENT_ID,
      ChallengeName: 'WEB_AUTHN',
      Session,
      ChallengeResponses: { USERNAME, CREDENTIAL },
    }),
  );

describe('registration', () => {
  it('StartWebAuthnRegistration: names the user and the passkeys that are there already', async () => {
    const { email, sub, AccessToken, passkey } = await withPasskey();
    const options = await begin(AccessToken);
    expect(options).toMatchObject({
      // The template says example.com, which no page of this machine can use.
      rp: { id: 'localhost' },
      user: { id: Buffer.from(sub).toString('base64url'), name: email },
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 },
      ],
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
    expect(options.excludeCredentials.map(({ id }) => id)).toEqual([passkey.id]);
  });

  it('ListWebAuthnCredentials, GetUserAuthFactors, DeleteWebAuthnCredential', async () => {
    const { AccessToken, passkey } = await withPasskey();
    const second = softwareAuthenticator();
    cognito.clock.advance(1000);
    await complete(AccessToken, second.create(await begin(AccessToken)));
    const list = (more: object) =>
      cognito.sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken, ...more }));
    const first = await list({ MaxResults: 1 });
    expect(first.Credentials).toMatchObject([
      {
        CredentialId: passkey.id,
        RelyingPartyId: 'localhost',
        AuthenticatorAttachment: 'platform',
        AuthenticatorTransports: ['internal'],
      },
    ]);
    const { Credentials } = await list({ MaxResults: 1, NextToken: first.NextToken });
    expect(Credentials?.map(({ CredentialId }) => CredentialId)).toEqual([second.id]);
    const factors = await cognito.sdk.send(new GetUserAuthFactorsCommand({ AccessToken }));
    expect(factors.ConfiguredUserAuthFactors).toEqual(['PASSWORD', 'WEB_AUTHN']);
    const remove = () =>
      cognito.sdk.send(
        new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: passkey.id }),
      );
    await remove();
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await list({})).Credentials).toHaveLength(1);
  });

  it('CompleteWebAuthnRegistration: takes 20 of a person, however many were begun before', async () => {
    const { AccessToken } = await withPasskey();
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin(AccessToken)));
    const [last, ...others] = begun.map((options) => softwareAuthenticator().create(options));
    for (const made of others) await complete(AccessToken, made);
    const limit = { name: 'LimitExceededException' };
    await expect(complete(AccessToken, last ?? {})).rejects.toMatchObject(limit);
    await expect(begin(AccessToken)).rejects.toMatchObject(limit);
  });

  it('CompleteWebAuthnRegistration: each refusal by its name', async () => {
    const { email } = await newUser(cognito);
    const AccessToken = await tokenOf(email);
    const passkey = softwareAuthenticator();
    const attempt = async (more: object, token = AccessToken) => {
      const { challenge } = await begin(AccessToken);
      return complete(token, passkey.create({ challenge, ...more }));
    };
    await expect(attempt({ challenge: 'bm90IG91cnM' })).rejects.toMatchObject({
      name: 'WebAuthnChallengeNotFoundException',
    });
    await expect(attempt({ origin: 'https://localhost.example' })).rejects.toMatchObject({
      name: 'WebAuthnOriginNotAllowedException',
    });
    await expect(attempt({ relyingParty: 'example.com' })).rejects.toMatchObject({
      name: 'WebAuthnRelyingPartyMismatchException',
    });
    await expect(attempt({}, await tokenOf(email, 'second'))).rejects.toMatchObject({
      name: 'WebAuthnClientMismatchException',
    });
    await expect(complete(AccessToken, { id: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const { challenge } = await begin(AccessToken);
    cognito.clock.advance(5 * 60_000);
    await expect(complete(AccessToken, passkey.create({ challenge }))).rejects.toMatchObject({
      name: 'WebAuthnChallengeNotFoundException',
    });
    expect(await attempt({ origin: 'http://app.localhost:3000' })).toBeDefined();
  });
});

/** Sets whether passkeys count as both factors. */
const countTwice = (AccessToken: string, Enabled = true) =>
  cognito.sdk.send(
    new SetUserMFAPreferenceCommand({ AccessToken, WebAuthnMfaSettings: { Enabled } }),
  );

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnMfaSettingsType.html
describe('WebAuthnMfaSettings', () => {
  it('let somebody with a second factor begin with a passkey, which counts as both', async () => {
    const { email } = await newUser(cognito, 'us-east-1_Twice');
    const AccessToken = await tokenOf(email, 'Twice');
    const passkey = softwareAuthenticator();
    await complete(AccessToken, passkey.create(await begin(AccessToken)));
    const challenge = async () => (await asked(email, 'Twice')).ChallengeName;
    expect(await challenge()).toBe('WEB_AUTHN');
    await expect(countTwice(AccessToken)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await setUpTotp(cognito, AccessToken);
    expect(await challenge()).toBe('SELECT_CHALLENGE');
    await countTwice(AccessToken);
    expect(await challenge()).toBe('WEB_AUTHN');
    await countTwice(AccessToken, false);
    expect(await challenge()).toBe('SELECT_CHALLENGE');
  });

  it('are refused where the pool does not count passkeys twice', async () => {
    const { AccessToken } = await withPasskey();
    await expect(countTwice(AccessToken)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('WEB_AUTHN', () => {
  it('signs in, and each challenge is good once', async () => {
    const { email, passkey } = await withPasskey();
    const { ChallengeName, Session, options } = await asked(email);
    expect(ChallengeName).toBe('WEB_AUTHN');
    expect(options).toMatchObject({
      rpId: 'localhost',
      userVerification: 'preferred',
      allowCredentials: [{ type: 'public-key', id: passkey.id, transports: ['internal'] }],
    });
    const signed = passkey.get(options);
    const { AuthenticationResult } = await answer(Session, email, signed);
    expect(AuthenticationResult?.IdToken).toBeDefined();
    await expect(answer(Session, email, signed)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('refuses another challenge, page, domain, passkey or person', async () => {
    const { email, passkey } = await withPasskey();
    const stranger = await withPasskey();
    const refused = { name: 'NotAuthorizedException' };
    const attempt = async (more: object, by = passkey, name = email) => {
      const { Session, options } = await asked(email);
      return answer(Session, name, by.get({ challenge: options.challenge, ...more }));
    };
    await expect(attempt({ challenge: 'bm90IG91cnM' })).rejects.toMatchObject(refused);
    await expect(attempt({ origin: 'https://evil.example' })).rejects.toMatchObject(refused);
    await expect(attempt({ relyingParty: 'example.com' })).rejects.toMatchObject(refused);
    await expect(attempt({}, stranger.passkey)).rejects.toMatchObject(refused);
    await expect(attempt({}, passkey, stranger.email)).rejects.toMatchObject(refused);
    // One that says it is the passkey without its key.
    const forged = (signed: string) => JSON.stringify({ ...JSON.parse(signed), id: passkey.id });
    const { Session, options } = await asked(email);
    await expect(
      answer(Session, email, forged(stranger.passkey.get(options))),
    ).rejects.toMatchObject(refused);
    expect((await attempt({})).AuthenticationResult).toBeDefined();
  });

  it('refuses a passkey that does not verify its user, where the pool requires it', async () => {
    const Careful = 'us-east-1_Careful';
    const { email } = await newUser(cognito, Careful);
    const AccessToken = await tokenOf(email, 'Careful');
    const passkey = softwareAuthenticator();
    const { challenge } = await begin(AccessToken);
    const unverified = passkey.create({ challenge, isUserVerified: false });
    await expect(complete(AccessToken, unverified)).rejects.toMatchObject({
      name: 'WebAuthnCredentialNotSupportedException',
    });
  });

  it.each([
    ['Nowhere', 'WebAuthnConfigurationMissingException'],
    ['Passwords', 'WebAuthnNotEnabledException'],
  ])('StartWebAuthnRegistration: a pool that is %s answers %s', async (name, error) => {
    const { email } = await newUser(cognito, `us-east-1_${name}`);
    const AccessToken = await tokenOf(email, name);
    await expect(begin(AccessToken)).rejects.toMatchObject({ name: error });
  });
});
