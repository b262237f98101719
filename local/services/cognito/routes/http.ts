import type { IncomingMessage, ServerResponse } from 'node:http';

import { CognitoError } from '../protocol/errors.ts';

const MAX_BODY = 1_048_576; // 1 MiB

/**
 * The request's body as text.
 * @throws CognitoError when it is longer than 1 MiB
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) {
      throw new CognitoError(
        'RequestEntityTooLargeException',
        'The request body is over 1 MiB.',
        413,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/**
 * Answers with an HTML page that runs no script and loads nothing.
 * @param formTargets where its forms may lead, as in the directive form-action
 */
export function sendHtml(
  response: ServerResponse,
  status: number,
  html: string,
  formTargets = "'none'",
): void {
  send(response, status, html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action ${formTargets}`,
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

/** Answers with any text. */
export function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(text)) });
  response.end(text);
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
