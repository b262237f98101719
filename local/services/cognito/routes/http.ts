import type { IncomingMessage, ServerResponse } from 'node:http';

import { CognitoError } from '../protocol/errors.ts';
import { readBody } from '../../../shared/read-body.ts';
import { send } from '../../../shared/send.ts';

/** What the routes of a user pool play: its API and keys, and its domain. */
export const USER_POOLS = { 'cognito-idp': 'Cognito user pools' };
export const HOSTED_PAGES = { 'cognito-domain': 'the sign-in pages of user pools' };

/** Of every call, form and page of a user pool. */
export const BODY_LIMIT = {
  bytes: 1_048_576, // 1 MiB
  exceeded: () =>
    new CognitoError('RequestEntityTooLargeException', 'The request body is over 1 MiB.', 413),
};

/**
 * The form in a request's body.
 * @throws CognitoError when it is longer than 1 MiB
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const body = await readBody(request, BODY_LIMIT.bytes);
  if (body === null) throw BODY_LIMIT.exceeded();
  return new URLSearchParams(body.toString());
}

/** A file in a request's body; null when it is longer than that. */
export async function readFile(request: IncomingMessage, bytes: number): Promise<string | null> {
  const body = await readBody(request, bytes);
  return body === null ? null : body.toString('utf8').replace(/^\uFEFF/, '');
}

/** What a page may do. */
export interface PageRights {
  /** Where its forms may lead, as in the directive form-action. @default 'none' */
  readonly formTargets?: string;
  /** Whether it may run a script of ours. @default false */
  readonly runsScript?: boolean | undefined;
}

/** Answers with an HTML page that loads its styles and, where it has to, a script. */
export function sendHtml(
  response: ServerResponse,
  status: number,
  html: string,
  { formTargets = "'none'", runsScript = false }: PageRights = {},
): void {
  const script = runsScript ? "script-src 'self'; " : '';
  send(response, status, html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; ${script}style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action ${formTargets}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
}

/** Sends the browser on. */
export function redirect(response: ServerResponse, location: string): void {
  send(response, 302, '', {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
}

/** Makes text safe inside HTML, attributes in double quotes included. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
