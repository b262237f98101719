import type { IncomingMessage, ServerResponse } from 'node:http';

import type { UserPoolClient } from '../../../assembly/model.ts';
import type { HttpRoute } from '../../../shared/http-route.ts';
import { completeRegistration, startRegistration } from '../flows/passkeys.ts';
import { ADD_PASSKEY, addPasskeyPage } from '../hosted/add-passkey-page.ts';
import {
  AuthorizeRefusal,
  requireHostedClient,
  requireRedirectUri,
} from '../hosted/authorize-request.ts';
import { browserUser, csrfFor, csrfMatches } from '../hosted/cookies.ts';
import { refusalPage } from '../hosted/page.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError, invalidParameter } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { answerPageError, formTargets, pageContext } from './hosted-context.ts';
import { HOSTED_PAGES, readForm, redirect, sendHtml } from './http.ts';

/**
 * `/passkeys/add`: a new passkey for whoever is signed in at the browser, of managed login alone; then back to the
 * client, at one of its callback URLs.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export function addPasskeyRoute(services: Services): HttpRoute {
  return {
    name: `cognito page ${ADD_PASSKEY}`,
    awsServices: HOSTED_PAGES,
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'POST') && url.pathname === ADD_PASSKEY,
    async handle(request, response, url) {
      try {
        const visit = visitOf(services, request, response, url);
        if (visit.user === null) redirect(response, signInFirst(visit));
        else if (request.method === 'POST') await submit(services, visit, visit.user);
        else await show(services, visit, visit.user, null);
      } catch (error) {
        answerPageError(services, response, error);
      }
    },
  };
}

/** Where whoever is not signed in goes; the sign-in leads back here. */
function signInFirst({ client, back }: Visit): string {
  const query = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: back,
    response_type: client.allowedOAuthFlows.includes('code') ? 'code' : 'token',
    next: ADD_PASSKEY,
  });
  return `/login?${query.toString()}`;
}

interface Visit {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  /** The client's redirect URI. */
  readonly back: string;
  readonly user: User | null;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

function visitOf(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Visit {
  const { pool, client } = requireHostedClient(services, url.searchParams);
  const back = requireRedirectUri(client, url.searchParams);
  if (!pool.source.hasManagedLogin) {
    const text = `The domain of ${pool.id} is of the classic pages; passkeys need ManagedLoginVersion 2.`;
    throw new AuthorizeRefusal('invalid_request', text);
  }
  const user = browserUser(services, pool, request)?.user ?? null;
  return { pool, client, back, user, request, response, url };
}

async function show(
  services: Services,
  { pool, client, back, request, response, url }: Visit,
  user: User,
  error: string | null,
): Promise<void> {
  const options = JSON.stringify(await startRegistration(services, { pool, client, user }));
  const username = user.attributes.get('email') ?? user.username;
  const csrf = csrfFor(services, pool, client.clientId, request);
  response.setHeader('set-cookie', csrf.cookie);
  const context = { ...pageContext(services, { pool, client }, url, csrf.token), error };
  const html = addPasskeyPage(context, { options, username, back });
  const status = error === null ? 200 : 400;
  sendHtml(response, status, html, { formTargets: formTargets(back), runsScript: true });
}

async function submit(services: Services, visit: Visit, user: User): Promise<void> {
  const { pool, client, back, request, response } = visit;
  const form = await readForm(request);
  const foreign = request.headers['sec-fetch-site'] === 'cross-site';
  if (foreign || !csrfMatches(services, pool, client.clientId, request, form.get('_csrf'))) {
    const text = 'The form is too old or came from elsewhere. Go back and try again.';
    sendHtml(response, 403, refusalPage('invalid_request', text));
    return;
  }
  try {
    await completeRegistration(services, { pool, client, user }, read(form.get('credential')));
    redirect(response, back);
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    await show(services, visit, user, error.message);
  }
}

function read(credential: string | null): unknown {
  try {
    return JSON.parse(credential ?? '') as unknown;
  } catch {
    throw invalidParameter('The credential is not one that a browser made.');
  }
}
