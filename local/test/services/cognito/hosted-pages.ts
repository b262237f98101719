import { createHash } from 'node:crypto';

import type { UserPoolClient } from '../../../assembly/model.ts';
import {
  client,
  CLIENT_ID,
  machineClient,
  PASSWORD,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

export const callback = 'http://localhost:3000/callback';
export const signedOut = 'http://localhost:3000/bye';
// RFC 7636 appendix B.
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const challenge = createHash('sha256').update(verifier).digest('base64url');

export const oauthClient = (overrides: Partial<UserPoolClient> = {}) =>
  client({
    allowedOAuthFlows: ['code'],
    allowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
    callbackUrls: [callback],
    logoutUrls: [signedOut],
    ...overrides,
  });

export const other = oauthClient({ logicalId: 'Other', clientId: 'otherclient' });
export const confidential = oauthClient({
  logicalId: 'Confidential',
  clientId: 'confidential',
  clientSecret: 'a-client-secret',
  allowedOAuthScopes: ['openid', 'email', 'users/read'],
});

export const hostedPool = (properties: Record<string, unknown> = {}) =>
  userPool(properties, [oauthClient(), other, confidential, machineClient], { domain: 'sign-in' });

/** A browser without scripts: keeps cookies, follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #url: string;

  constructor({ url }: Pick<CognitoFixture, 'url'>) {
    this.#url = url;
  }

  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.#url), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const header of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (header.split(';')[0] ?? '').split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Posts a page's form with its hidden fields and the given ones. */
  async submit(html: string, fields: Record<string, string>): Promise<Response> {
    const action = decodeHtml(/<form method="post" action="([^"]*)"/.exec(html)?.[1] ?? '');
    return this.open(action, {
      method: 'POST',
      body: new URLSearchParams({ ...hiddenFields(html), ...fields }),
    });
  }

  /** Opens the page and sends user name and password. */
  async signIn(username: string, given = PASSWORD, query = authorizeQuery()): Promise<Response> {
    const page = await this.open(`/login?${query}`);
    return this.submit(await page.text(), { username, password: given });
  }
}

export function authorizeQuery(changes: Record<string, string | null> = {}): string {
  const all: Record<string, string | null> = {
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: callback,
    state: 'a b&c',
    scope: 'openid email',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    nonce: 'n-0S6',
    ...changes,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given).toString();
}

export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, decodeHtml(value)]),
  );
}

export function decodeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Parameters that the browser was sent to the client with. */
export function sentTo(answer: Response, base?: string): URL {
  return new URL(answer.headers.get('location') ?? 'missing:', base);
}

export async function post(
  { url }: CognitoFixture,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** Signs in at a new browser and returns the code. */
export async function codeFor(
  cognito: CognitoFixture,
  username: string,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const answer = await new Browser(cognito).signIn(username, PASSWORD, authorizeQuery(changes));
  return sentTo(answer).searchParams.get('code') ?? '';
}

export function exchange(
  cognito: CognitoFixture,
  code: string,
  changes: Record<string, string | undefined> = {},
  headers: Record<string, string> = {},
) {
  const form: Record<string, string | undefined> = {
    grant_type: 'authorization_code',
    client_id: CLIENT_ID,
    redirect_uri: callback,
    code,
    code_verifier: verifier,
    ...changes,
  };
  const given = Object.entries(form).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return post(cognito, '/oauth2/token', Object.fromEntries(given), headers);
}
