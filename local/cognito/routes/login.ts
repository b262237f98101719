import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpRoute } from '../../shared/http-route.ts';
import { CognitoError } from '../errors.ts';
import { AuthorizeRefusal, readAuthorizeRequest } from '../hosted/authorize-request.ts';
import { csrfFor, csrfMatches, signInBrowser } from '../hosted/cookies.ts';
import { issueCode } from '../hosted/issue-code.ts';
import { passwordPage, refusalPage } from '../hosted/pages.ts';
import { takeStep } from '../hosted/sign-in-steps.ts';
import type { AuthorizeRequest } from '../hosted/types.ts';
import type { Services } from '../services.ts';
import { answerRefusal } from './authorize.ts';
import { readBody, redirect, sendHtml } from './http.ts';
import { onOwnHost } from './hosts.ts';

/**
 * `/login`: the sign-in page, and what is posted from it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html
 */
export function loginRoute(services: Services): HttpRoute {
  return onOwnHost(services, {
    name: 'cognito login page',
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'POST') && url.pathname === '/login',
    async handle(request, response, url) {
      try {
        const asked = readAuthorizeRequest(services, url.searchParams);
        if (request.method === 'POST') await submit(services, asked, request, response, url);
        else show(services, asked, request, response, url);
      } catch (error) {
        answerError(services, response, error);
      }
    },
  });
}

function show(
  services: Services,
  asked: AuthorizeRequest,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const csrf = csrfFor(services, asked.pool, asked.client.clientId, request);
  const context = { ...contextOf(asked, url, csrf.token), error: null };
  response.setHeader('set-cookie', csrf.cookie);
  sendHtml(response, 200, passwordPage(context, asked.loginHint ?? ''), formTargets(asked));
}

async function submit(
  services: Services,
  asked: AuthorizeRequest,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { pool, client } = asked;
  const form = new URLSearchParams(await readBody(request));
  const token = form.get('_csrf');
  const foreign = request.headers['sec-fetch-site'] === 'cross-site';
  if (foreign || !csrfMatches(services, pool, client.clientId, request, token)) {
    const text = 'The form is too old or came from elsewhere. Go back and sign in again.';
    sendHtml(response, 403, refusalPage('invalid_request', text));
    return;
  }
  const result = await takeStep(services, asked, form);
  if ('user' in result) {
    const { session, cookie } = signInBrowser(services, pool, result.user);
    response.setHeader('set-cookie', cookie);
    redirect(response, issueCode(services, asked, session));
    return;
  }
  const html = result.page(contextOf(asked, url, token ?? ''));
  sendHtml(response, result.status, html, formTargets(asked));
}

function contextOf({ client }: AuthorizeRequest, url: URL, csrf: string) {
  return { action: `/login${url.search}`, csrf, appName: client.clientName };
}

/** Browsers hold the redirect after a form to form-action too, so the client's own place is in it. */
function formTargets({ redirectUri }: AuthorizeRequest): string {
  const { origin, protocol } = new URL(redirectUri);
  return `'self' ${origin === 'null' ? protocol : origin}`;
}

function answerError(services: Services, response: ServerResponse, error: unknown): void {
  if (error instanceof AuthorizeRefusal) {
    answerRefusal(response, error);
  } else if (error instanceof CognitoError) {
    sendHtml(response, error.status, refusalPage(error.type, error.message));
  } else {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    services.log.error('cognito', detail);
    sendHtml(response, 500, refusalPage('server_error', 'Internal error; the log says more.'));
  }
}
