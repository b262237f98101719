import type { ServerResponse } from 'node:http';

import type { UserPoolClient } from '../../../assembly/model.ts';
import { AuthorizeRefusal } from '../hosted/authorize-request.ts';
import { peopleChoose } from '../hosted/first-factor-steps.ts';
import { refusalPage } from '../hosted/page.ts';
import type { PageContext } from '../hosted/page.ts';
import type { Pool } from '../pool/pool.ts';
import { shownTerms } from '../pool/terms.ts';
import { takesCodes } from '../users/first-factors.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { answerRefusal } from './authorize.ts';
import { sendHtml } from './http.ts';

/** What a page of a pool and client shows. */
export function pageContext(
  services: Services,
  { pool, client }: { readonly pool: Pool; readonly client: UserPoolClient },
  url: URL,
  csrf: string,
): PageContext {
  return {
    search: url.search,
    csrf,
    appName: client.clientName,
    error: null,
    nameLabel: nameLabel(pool),
    chooses: peopleChoose({ pool, client }),
    needsNoPassword: peopleChoose({ pool, client }) && takesCodes(pool),
    selfSignUp: !pool.adminCreateUserOnly,
    terms: shownTerms(services, pool, client.clientId),
  };
}

function nameLabel({ usernameAttributes }: Pool): string {
  const email = usernameAttributes.includes('email');
  const phone = usernameAttributes.includes('phone_number');
  if (email) return phone ? 'Email or phone number' : 'Email';
  return phone ? 'Phone number' : 'User name';
}

/** Browsers hold the redirect after a form to form-action too, so the client's own place is in it. */
export function formTargets(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return `'self' ${origin === 'null' ? protocol : origin}`;
}

/** Answers with a page that says what went wrong. */
export function answerPageError(
  services: Services,
  response: ServerResponse,
  error: unknown,
): void {
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
