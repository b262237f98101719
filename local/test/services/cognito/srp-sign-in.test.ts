import { getDiffieHellman } from 'node:crypto';

import {
  AdminCreateUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addUser, srpSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let cognito: CognitoFixture;
let sub: string;
beforeAll(async () => {
  cognito = await startCognito();
  sub = await addUser(cognito, 'ann@example.com');
});
afterAll(() => cognito.stop());

describe('USER_SRP_AUTH', () => {
  it('RespondToAuthChallenge: the right password gives tokens that aws-jwt-verify accepts', async () => {
    const { AuthenticationResult: result } = await srpSignIn(cognito, 'ann@example.com');
    const jwks = await (await fetch(`${cognito.url}/${POOL_ID}/.well-known/jwks.json`)).json();
    const verifier = CognitoJwtVerifier.create({ userPoolId: POOL_ID, clientId: CLIENT_ID });
    verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
    const access = await verifier.verify(result?.AccessToken ?? '', { tokenUse: 'access' });
    const id = await verifier.verify(result?.IdToken ?? '', { tokenUse: 'id' });
    expect(access).toMatchObject({
      sub,
      username: sub,
      client_id: CLIENT_ID,
      scope: 'aws.cognito.signin.user.admin',
      version: 2,
    });
    expect(id).toMatchObject({
      sub,
      'cognito:username': sub,
      aud: CLIENT_ID,
      email: 'ann@example.com',
      email_verified: true,
    });
    expect(result).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
  });

  it('JWKS: jose verifies the tokens from the URL, each kind with its own key', async () => {
    const { AuthenticationResult: result } = await srpSignIn(cognito, 'ann@example.com');
    const keys = createRemoteJWKSet(new URL(`${cognito.url}/${POOL_ID}/.well-known/jwks.json`));
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;
    const access = await jwtVerify(result?.AccessToken ?? '', keys, { issuer });
    const id = await jwtVerify(result?.IdToken ?? '', keys, { issuer, audience: CLIENT_ID });
    expect(access.protectedHeader).toMatchObject({ alg: 'RS256' });
    expect(access.protectedHeader.kid).not.toBe(id.protectedHeader.kid);
  });

  it('RespondToAuthChallenge: another case of the address signs the same user in', async () => {
    const { AuthenticationResult } = await srpSignIn(cognito, 'Ann@Example.com');
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('RespondToAuthChallenge: many sign-ins succeed, whatever salt and numbers came up', async () => {
    for (let round = 0; round < 12; round += 1) {
      const email = `many${String(round)}@example.com`;
      await addUser(cognito, email);
      const { AuthenticationResult } = await srpSignIn(cognito, email);
      expect(AuthenticationResult?.IdToken).toBeDefined();
    }
  });

  it('RespondToAuthChallenge: a wrong password and an unknown user are answered alike', async () => {
    const expected = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(srpSignIn(cognito, 'ann@example.com', 'Wrong-horse-9')).rejects.toMatchObject(
      expected,
    );
    await expect(srpSignIn(cognito, 'nobody@example.com', PASSWORD)).rejects.toMatchObject(
      expected,
    );
  });

  it('InitiateAuth: an unknown user has one salt and user name, however often one asks and writes', async () => {
    const ask = async (username: string) => {
      const { ChallengeParameters: told } = await cognito.sdk.send(initiate(username, 'abc1'));
      return [told?.['SALT'], told?.['USER_ID_FOR_SRP'], told?.['USERNAME']];
    };
    const first = await ask('ghost@example.com');
    expect(first[0]).toMatch(/^[0-9a-f]{20,32}$/);
    // As the one of a user who is there, which is the sub where people sign in by an address.
    const [, known] = await ask('ann@example.com');
    expect(known).toMatch(UUID);
    expect(first[1]).toMatch(UUID);
    expect(first[2]).toBe(first[1]);
    expect(await ask('ghost@example.com')).toEqual(first);
    expect(await ask('Ghost@Example.com')).toEqual(first);
    expect((await ask('spirit@example.com'))[1]).not.toBe(first[1]);
  });

  it.each([
    ['zero', '0'],
    ['a multiple of N', modulus()],
    ['over-long', 'a'.repeat(2000)],
    ['no number', 'xyz'],
  ])('InitiateAuth: refuses an SRP_A that is %s', async (_name, srpA) => {
    await expect(cognito.sdk.send(initiate('ann@example.com', srpA))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('AdminCreateUser: an invited user must choose a password and then signs in', async () => {
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username: 'new@example.com',
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    const [message] = await cognito.mailbox('new@example.com');
    const invited = await srpSignIn(cognito, 'new@example.com', message?.code);
    expect(invited).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { requiredAttributes: '[]' },
    });
    const answered = await cognito.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: CLIENT_ID,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: invited.Session,
        ChallengeResponses: { USERNAME: 'new@example.com', NEW_PASSWORD: PASSWORD },
      }),
    );
    expect(answered.AuthenticationResult?.AccessToken).toBeDefined();
    expect((await srpSignIn(cognito, 'new@example.com')).AuthenticationResult).toBeDefined();
  });
});

function initiate(username: string, srpA: string) {
  return new InitiateAuthCommand({
    ClientId: CLIENT_ID,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: srpA },
  });
}

/** The prime of RFC 3526 group 15, from Node. */
function modulus(): string {
  return getDiffieHellman('modp15').getPrime('hex');
}
