/* eslint-disable @typescript-eslint/no-deprecated -- an old client that many apps still use */
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';

import { configureSignInPages } from '../../../../../docs/clients/sign-in-pages.ts';

/** Bundled for Chromium: stock clients against the pool, with nothing changed but its address. */
export interface Settings {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

/** What a call came to, as far as it can leave the page. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } };

/** The functions of `aws-amplify/auth` by name. */
export type AmplifyName = keyof typeof auth;

/** Points Amplify to the pool. */
export function configure({ endpoint, userPoolId, clientId }: Settings): void {
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } },
  });
}

/** Points Amplify to the pool and its pages. */
export function configurePages(settings: Settings, domain: string, app: string): void {
  const { endpoint: cognitoEndpoint, userPoolId, clientId } = settings;
  const other = { graphqlUrl: '', realtimeUrl: '', region: 'us-east-1' };
  configureSignInPages({ ...other, cognitoEndpoint, userPoolId, clientId }, domain, app);
}

/** Calls a function of `aws-amplify/auth`. */
export function amplify(name: AmplifyName, input?: unknown): Promise<Outcome> {
  const call = auth[name] as (input?: unknown) => unknown;
  return outcomeOf(async () => await call(input));
}

const users = new Map<string, CognitoUser>();

/** Calls a method of CognitoUser that takes callbacks; the user is the same from call to call. */
export function identityJs(
  { endpoint, userPoolId, clientId }: Settings,
  Username: string,
  method: string,
  given: readonly unknown[] = [],
): Promise<Outcome> {
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint });
  const user = users.get(Username) ?? new CognitoUser({ Username, Pool });
  users.set(Username, user);
  return outcomeOf(() =>
    method === 'signUp' ? signUp(Pool, Username, given) : callUser(user, Username, method, given),
  );
}

function signUp(Pool: CognitoUserPool, Username: string, given: readonly unknown[]) {
  return new Promise((resolve, reject) => {
    const attribute = new CognitoUserAttribute({ Name: 'email', Value: Username });
    Pool.signUp(Username, given[0] as string, [attribute], [], (error, result) => {
      const failed = error as Error | null | undefined;
      if (failed === undefined || failed === null) resolve(result?.userConfirmed);
      else reject(failed);
    });
  });
}

/** Methods whose callback is a Node-style function; the others take an object of callbacks. */
const nodeStyle = new Set([
  'confirmRegistration',
  'resendConfirmationCode',
  'changePassword',
  'updateAttributes',
  'getUserAttributes',
  'deleteUser',
  'setUserMfaPreference',
]);

type Method = (...values: readonly unknown[]) => void;

function callUser(
  user: CognitoUser,
  Username: string,
  method: string,
  given: readonly unknown[],
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null | undefined, result: unknown) => {
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    const asked = (step: string) => (about: unknown) => {
      resolve({ step, about });
    };
    const callbacks = {
      onSuccess: () => {
        resolve('success');
      },
      onFailure: reject,
      newPasswordRequired: asked('newPasswordRequired'),
      totpRequired: asked('totpRequired'),
      customChallenge: asked('customChallenge'),
      inputVerificationCode: asked('inputVerificationCode'),
      associateSecretCode: asked('associateSecretCode'),
    };
    if (method === 'refreshSession') {
      user.refreshSession(user.getSignInUserSession()?.getRefreshToken() as never, done);
      return;
    }
    const call = (user as unknown as Record<string, Method>)[method];
    if (call === undefined) throw new Error(`CognitoUser has no ${method}`);
    const [first, ...rest] = given;
    if (method === 'authenticateUser' || method === 'initiateAuth') {
      const Password = typeof first === 'string' ? first : '';
      call.call(user, new AuthenticationDetails({ Username, Password }), callbacks);
    } else if (method === 'sendMFACode') {
      call.call(user, first, callbacks, ...rest);
    } else {
      call.call(user, ...given, nodeStyle.has(method) ? done : callbacks);
    }
  });
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await work();
    // Only what JSON holds can leave the page.
    return { value: JSON.parse(JSON.stringify(value ?? null)) as unknown };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: { name, message } };
  }
}
