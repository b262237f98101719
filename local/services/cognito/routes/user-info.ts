import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpRoute } from '../../../shared/http-route.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { readableInScope } from '../tokens/token-claims.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { sendJson } from '../../../shared/send.ts';
import { HOSTED_PAGES } from './http.ts';

const PATH = '/oauth2/userInfo';

/**
 * `/oauth2/userInfo`: the attributes that the scopes of an access token open, all as text.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export function userInfoRoute(services: Services): HttpRoute {
  return {
    name: 'cognito userInfo endpoint',
    anyOrigin: (url) => url.pathname === PATH,
    awsServices: HOSTED_PAGES,
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'POST') && url.pathname === PATH,
    async handle(request, response) {
      const token = bearerOf(request);
      if (token === null) {
        refuse(response, 400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint');
        return;
      }
      try {
        sendJson(response, 200, await userInfo(services, token), { 'cache-control': 'no-store' });
      } catch (error) {
        if (!(error instanceof CognitoError)) throw error;
        const text =
          'Access token is expired, disabled, or deleted, or the user has globally signed out.';
        refuse(response, 401, 'invalid_token', text);
      }
    },
  };
}

async function userInfo(services: Services, token: string): Promise<Record<string, string>> {
  const { user, client, claims } = await requireHolder(services, token, 'openid');
  const scope = String(claims['scope']);
  const open = [...user.attributes].filter(([name]) => readableInScope(client, scope, name));
  return { sub: user.sub, ...Object.fromEntries(open), username: user.username };
}

function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function refuse(response: ServerResponse, status: number, error: string, text: string): void {
  const challenge = `error="${error}", error_description="${text}"`;
  const headers = { 'www-authenticate': `Bearer ${challenge}`, 'cache-control': 'no-store' };
  sendJson(response, status, { error, error_description: text }, headers);
}
