/* eslint-disable @typescript-eslint/no-deprecated -- an old client that many apps still use */
import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
} from 'amazon-cognito-identity-js';
import type { CognitoUserAttribute, ICognitoStorage } from 'amazon-cognito-identity-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addUser } from './sign-in.ts';
import { clientId, password, poolId, startCognito } from './with-cognito.ts';
import type { CognitoFixture } from './with-cognito.ts';

let cognito: CognitoFixture;

beforeAll(async () => {
  cognito = await startCognito();
});

afterAll(() => cognito.stop());

async function invite(Username: string): Promise<string> {
  await cognito.sdk.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username, DesiredDeliveryMediums: ['EMAIL'] }),
  );
  return (await cognito.mailbox(Username))[0]?.code ?? '';
}

describe('amazon-cognito-identity-js', () => {
  function user(Username: string): CognitoUser {
    const Storage = memory();
    const Pool = new CognitoUserPool({
      UserPoolId: poolId,
      ClientId: clientId,
      endpoint: cognito.url,
      Storage,
    });
    return new CognitoUser({ Username, Pool, Storage });
  }
  const authenticate = (who: CognitoUser, Username: string, Password: string) =>
    new Promise<CognitoUserSession | 'new password'>((resolve, reject) => {
      who.authenticateUser(new AuthenticationDetails({ Username, Password }), {
        onSuccess: resolve,
        onFailure: reject,
        newPasswordRequired: () => {
          resolve('new password');
        },
      });
    });

  it('authenticateUser: SRP, attributes and refresh', async () => {
    const sub = await addUser(cognito, 'js@example.com');
    const who = user('js@example.com');
    const session = await authenticate(who, 'js@example.com', password);
    if (session === 'new password') throw new Error('unexpected challenge');
    expect(session.getIdToken().payload).toMatchObject({ sub, email: 'js@example.com' });
    const attributes = await new Promise<CognitoUserAttribute[] | undefined>((resolve, reject) => {
      who.getUserAttributes((error, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result);
      });
    });
    expect(attributes?.map((attribute) => attribute.getName())).toContain('email');
    const refreshed = await new Promise<CognitoUserSession>((resolve, reject) => {
      who.refreshSession(
        session.getRefreshToken(),
        (error: Error | null, result: CognitoUserSession) => {
          if (error === null) resolve(result);
          else reject(error);
        },
      );
    });
    expect(refreshed.isValid()).toBe(true);
  });

  it('authenticateUser: wrong password, and the new-password challenge', async () => {
    const temporary = await invite('js-new@example.com');
    const who = user('js-new@example.com');
    await expect(authenticate(who, 'js-new@example.com', 'Wrong-horse-9')).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
    expect(await authenticate(who, 'js-new@example.com', temporary)).toBe('new password');
    const session = await new Promise<CognitoUserSession>((resolve, reject) => {
      who.completeNewPasswordChallenge(password, {}, { onSuccess: resolve, onFailure: reject });
    });
    expect(session).toBeInstanceOf(CognitoUserSession);
  });
});

function memory(): ICognitoStorage {
  const items = new Map<string, string>();
  return {
    setItem: (key, value) => void items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => {
      items.clear();
    },
  };
}
