import type { ServerResponse } from 'node:http';

import type { HttpRoute } from '../../../shared/http-route.ts';
import { AuthorizeRefusal, readAuthorizeRequest, redirectTo } from '../hosted/authorize-request.ts';
import { browserUser } from '../hosted/cookies.ts';
import { answerAuthorize } from '../hosted/answer-authorize.ts';
import { refusalPage } from '../hosted/page.ts';
import type { Services } from '../services.ts';
import { HOSTED_PAGES, redirect, sendHtml } from './http.ts';

/**
 * `/oauth2/authorize`: a code (or tokens) at once for a browser that is signed in, otherwise `/login`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function authorizeRoute(services: Services): HttpRoute {
  return {
    name: 'cognito authorize endpoint',
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'GET' && url.pathname === '/oauth2/authorize',
    handle: (request, response, url) =>
      answerRefusals(response, async () => {
        const asked = readAuthorizeRequest(services, url.searchParams);
        const signedIn = browserUser(services, asked.pool, request);
        if (signedIn !== null && asked.prompt !== 'login') {
          redirect(response, await answerAuthorize(services, asked, signedIn));
        } else if (asked.prompt === 'none') {
          const { redirectUri, state } = asked;
          redirect(response, redirectTo(redirectUri, { error: 'login_required', state }));
        } else {
          redirect(response, `/login${url.search}`);
        }
      }),
  };
}

/** Runs `work`; a refusal goes to the client's redirect URI, or to nobody but the person in front. */
export async function answerRefusals(
  response: ServerResponse,
  work: () => Promise<void> | void,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    answerRefusal(response, error);
  }
}

/** Answers with a refusal; rethrows anything else. */
export function answerRefusal(response: ServerResponse, error: unknown): void {
  if (!(error instanceof AuthorizeRefusal)) throw error;
  if (error.location === null) sendHtml(response, 400, refusalPage(error.code, error.message));
  else redirect(response, error.location);
}
