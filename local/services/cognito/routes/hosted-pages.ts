import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpRoute } from '../../../shared/http-route.ts';
import { forgotPasswordPage, signUpPage } from '../hosted/account-pages.ts';
import {
  confirmForgotPasswordStep,
  confirmStep,
  forgotPasswordStep,
  resendStep,
  signUpAttributes,
  signUpStep,
} from '../hosted/account-steps.ts';
import { ADD_PASSKEY } from '../hosted/add-passkey-page.ts';
import { answerAuthorize } from '../hosted/answer-authorize.ts';
import { readAuthorizeRequest } from '../hosted/authorize-request.ts';
import { csrfFor, csrfMatches, signInBrowser } from '../hosted/cookies.ts';
import { firstPage } from '../hosted/first-factor-pages.ts';
import { refusalPage } from '../hosted/page.ts';
import type { PageContext } from '../hosted/page.ts';
import { signInStep } from '../hosted/sign-in-steps.ts';
import type { Step } from '../hosted/steps.ts';
import { takeStep } from '../hosted/take-step.ts';
import type { AuthorizeRequest } from '../hosted/types.ts';
import type { Services } from '../services.ts';
import { answerPageError, formTargets, pageContext } from './hosted-context.ts';
import { HOSTED_PAGES, readForm, redirect, sendHtml } from './http.ts';

/** One address of the pages. */
interface HostedPage {
  /** The page for whoever opens the address; a text is the address to open first. */
  readonly first: ((context: PageContext, asked: AuthorizeRequest) => string) | string;
  step(form: URLSearchParams): Step;
}

/**
 * The pages of a pool's domain that have forms.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
const pages: Readonly<Record<string, HostedPage>> = {
  '/login': {
    first: (context, { loginHint }) => firstPage(context, loginHint ?? ''),
    step: signInStep,
  },
  '/signup': {
    first: (context, { pool, loginHint }) =>
      signUpPage(context, { username: loginHint ?? '', attributes: signUpAttributes(pool) }),
    step: () => signUpStep,
  },
  '/confirm': { first: '/login', step: () => confirmStep },
  '/resendcode': { first: '/login', step: () => resendStep },
  '/forgotPassword': {
    first: (context, { loginHint }) => forgotPasswordPage(context, loginHint ?? ''),
    step: () => forgotPasswordStep,
  },
  '/confirmForgotPassword': { first: '/forgotPassword', step: () => confirmForgotPasswordStep },
};

/** A route for each page: GET shows its form, POST takes it. */
export function hostedPageRoutes(services: Services): readonly HttpRoute[] {
  return Object.entries(pages).map(([path, page]) => ({
    name: `cognito page ${path}`,
    awsServices: HOSTED_PAGES,
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'POST') && url.pathname === path,
    async handle(request, response, url) {
      try {
        const asked = readAuthorizeRequest(services, url.searchParams);
        const visit = { page, asked, request, response, url };
        if (request.method === 'POST') await submit(services, visit);
        else show(services, visit);
      } catch (error) {
        answerPageError(services, response, error);
      }
    },
  }));
}

interface Visit {
  readonly page: HostedPage;
  readonly asked: AuthorizeRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

function show(services: Services, { page, asked, request, response, url }: Visit): void {
  if (typeof page.first === 'string') {
    redirect(response, page.first + url.search);
    return;
  }
  const csrf = csrfFor(services, asked.pool, asked.client.clientId, request);
  response.setHeader('set-cookie', csrf.cookie);
  const html = page.first(pageContext(services, asked, url, csrf.token), asked);
  sendHtml(response, 200, html, pageHeaders(asked));
}

async function submit(services: Services, visit: Visit): Promise<void> {
  const { page, asked, request, response, url } = visit;
  const { pool, client } = asked;
  const form = await readForm(request);
  const token = form.get('_csrf');
  const foreign = request.headers['sec-fetch-site'] === 'cross-site';
  if (foreign || !csrfMatches(services, pool, client.clientId, request, token)) {
    const text = 'The form is too old or came from elsewhere. Go back and sign in again.';
    sendHtml(response, 403, refusalPage('invalid_request', text));
    return;
  }
  const result = await takeStep(services, asked, page.step(form), form);
  if ('goTo' in result) {
    redirect(response, result.goTo + url.search);
  } else if ('user' in result) {
    const { user } = result;
    const { session, cookie } = signInBrowser(services, pool, result);
    response.setHeader('set-cookie', cookie);
    const target =
      url.searchParams.get('next') === ADD_PASSKEY
        ? `${ADD_PASSKEY}?${passkeyQuery(asked)}`
        : await answerAuthorize(services, asked, { session, user });
    redirect(response, target);
  } else {
    const html = result.show(pageContext(services, asked, url, token ?? ''));
    sendHtml(response, result.status, html, {
      ...pageHeaders(asked),
      runsScript: result.runsScript,
    });
  }
}

const pageHeaders = ({ redirectUri }: AuthorizeRequest) => ({
  formTargets: formTargets(redirectUri),
});

/** Whoever came to add a passkey and had to sign in goes there, and nowhere else. */
const passkeyQuery = ({ client, redirectUri }: AuthorizeRequest): string =>
  new URLSearchParams({ client_id: client.clientId, redirect_uri: redirectUri }).toString();
