import type { HttpRoute } from '../../../shared/http-route.ts';
import { CognitoError } from '../protocol/errors.ts';
import { confirmSignUp } from '../flows/confirm-sign-up.ts';
import { requireHostedClient } from '../hosted/authorize-request.ts';
import { refusalPage, textPage } from '../hosted/page.ts';
import type { Services } from '../services.ts';
import { answerRefusals } from './authorize.ts';
import { HOSTED_PAGES, sendHtml } from './http.ts';

/**
 * `/confirmUser`: the link in the message of a sign-up, for pools that confirm by link.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export function confirmUserRoute(services: Services): HttpRoute {
  return {
    name: 'cognito confirmation link',
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'GET' && url.pathname === '/confirmUser',
    handle: (_request, response, { searchParams: query }) =>
      answerRefusals(response, async () => {
        const { pool, client } = requireHostedClient(services, query);
        const caller = { pool, client, clientMetadata: {}, admin: false };
        const typed = query.get('user_name') ?? '';
        const code = query.get('confirmation_code') ?? '';
        try {
          await confirmSignUp(services, caller, { typed, code, forceAlias: false });
          const text = 'Your registration has been confirmed!';
          sendHtml(response, 200, textPage('Confirmed', [text]));
        } catch (error) {
          if (!(error instanceof CognitoError)) throw error;
          sendHtml(response, 400, refusalPage(error.type, error.message));
        }
      }),
  };
}
