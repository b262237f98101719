import { call, pathOf } from '../../api/call.ts';
import type { SignedHeaders } from '../../../routes/apis.ts';
import type { Callable } from '../../api/use-app.ts';

/** As whom an operation is sent: one of the API's modes, with what it needs. */
export type Caller =
  | { readonly mode: 'API_KEY'; readonly key: string }
  | {
      readonly mode: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      readonly username: string;
      readonly token: 'access' | 'id';
    }
  | { readonly mode: 'AWS_IAM'; readonly roleArn: string }
  | { readonly mode: 'OPENID_CONNECT' | 'AWS_LAMBDA'; readonly token: string };

/** A request to say who sends it. */
export interface Unauthorized {
  /** `/graphql`, `/graphql/connect` for the handshake of a real-time connection. */
  readonly path: string;
  readonly body: string;
}

interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/** A person signs in anew after so long, as tokens end. */
const KEPT_MS = 5 * 60_000; // 5 minutes
const signedIn = new Map<string, { readonly at: number; readonly tokens: Promise<Tokens> }>();

/** Forgets who is signed in: the clock was set, or people have other rights now. */
export const forgetTokens = (): void => signedIn.clear();

/**
 * The headers that say who sends a request.
 * @throws RouteError when there is no such person or role
 */
export async function headersOf(
  caller: Caller,
  api: Pick<Callable, 'id'>,
  request: Unauthorized,
): Promise<SignedHeaders> {
  switch (caller.mode) {
    case 'API_KEY':
      return { 'x-api-key': caller.key };
    case 'AMAZON_COGNITO_USER_POOLS': {
      const tokens = await tokensOf(caller.userPoolId, caller.username);
      return { authorization: caller.token === 'id' ? tokens.idToken : tokens.accessToken };
    }
    case 'AWS_IAM':
      return call<SignedHeaders>(`/apis${pathOf(api.id)}/signature`, {
        method: 'POST',
        body: { ...request, roleArn: caller.roleArn, host: location.host },
      });
    case 'OPENID_CONNECT':
    case 'AWS_LAMBDA':
      return { authorization: caller.token };
  }
}

function tokensOf(userPoolId: string, username: string): Promise<Tokens> {
  const key = JSON.stringify([userPoolId, username]);
  const known = signedIn.get(key);
  if (known && Date.now() - known.at < KEPT_MS) return known.tokens;
  const tokens = call<Tokens>(`/user-pools${pathOf(userPoolId)}/users${pathOf(username)}/tokens`, {
    method: 'POST',
    body: {},
  });
  signedIn.set(key, { at: Date.now(), tokens });
  tokens.catch(() => signedIn.delete(key));
  return tokens;
}

/** In words, for lists. */
export function nameOf(caller: Caller): string {
  switch (caller.mode) {
    case 'API_KEY':
      return 'API key';
    case 'AMAZON_COGNITO_USER_POOLS':
      return caller.username;
    case 'AWS_IAM':
      return caller.roleArn === '' ? 'developer' : `role ${caller.roleArn.split('/').at(-1) ?? ''}`;
    case 'OPENID_CONNECT':
      return 'OIDC token';
    case 'AWS_LAMBDA':
      return 'Lambda token';
  }
}
