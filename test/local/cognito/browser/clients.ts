/* eslint-disable @typescript-eslint/no-deprecated -- an old client that many apps still use */
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import {
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
} from 'aws-amplify/auth';

/** Bundled for Chromium: stock clients against the pool, with nothing changed but its address. */
export interface Settings {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/** What a client did, as far as a page can tell. */
export interface Told {
  readonly email: string | undefined;
  /** Token ids before and after a refresh. */
  readonly tokens: readonly unknown[];
  /** The error of a wrong password. */
  readonly refused: string;
  /** Whether the page still holds a session after sign-out. */
  readonly signedInAfterwards: boolean;
}

/** aws-amplify 6: SRP, forced refresh, sign-out that revokes. */
export async function amplify(settings: Settings): Promise<Told> {
  const { userPoolId, clientId, endpoint, username, password } = settings;
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: endpoint },
    },
  });
  const refused = await signIn({ username, password: 'Wrong-horse-9' }).then(() => '', nameOf);
  await signIn({ username, password });
  const { email } = await fetchUserAttributes();
  const idOf = async (forceRefresh: boolean) =>
    (await fetchAuthSession({ forceRefresh })).tokens?.accessToken.payload['jti'];
  const tokens = [await idOf(false), await idOf(true)];
  await signOut();
  const signedInAfterwards = await getCurrentUser().then(
    () => true,
    () => false,
  );
  return { email, tokens, refused, signedInAfterwards };
}

/** amazon-cognito-identity-js: SRP, refresh, global sign-out. */
export async function identityJs(settings: Settings): Promise<Told> {
  const { userPoolId, clientId, endpoint, username, password } = settings;
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint });
  const user = new CognitoUser({ Username: username, Pool });
  const refused = await authenticate(user, username, 'Wrong-horse-9').then(() => '', nameOf);
  const session = await authenticate(user, username, password);
  const refreshed = await new Promise<CognitoUserSession>((resolve, reject) => {
    user.refreshSession(
      session.getRefreshToken(),
      (error: Error | null, result: CognitoUserSession) => {
        if (error === null) resolve(result);
        else reject(error);
      },
    );
  });
  const tokens = [session, refreshed].map(
    (each) => each.getAccessToken().payload['jti'] as unknown,
  );
  await new Promise((resolve, reject) => {
    user.globalSignOut({ onSuccess: resolve, onFailure: reject });
  });
  const email = refreshed.getIdToken().payload['email'] as string;
  return { email, tokens, refused, signedInAfterwards: Pool.getCurrentUser() !== null };
}

function authenticate(
  user: CognitoUser,
  Username: string,
  Password: string,
): Promise<CognitoUserSession> {
  return new Promise((resolve, reject) => {
    user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
      onSuccess: resolve,
      onFailure: reject,
    });
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String((error as { name?: unknown }).name);
}
