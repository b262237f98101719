import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../../../shared/http-route.ts';
import { send, sendJson } from '../../../shared/send.ts';
import { isLanguage, keepLanguage, languageFor } from '../mailbox/language.ts';
import type { Message } from '../mailbox/mailbox.ts';
import { isFound, mailboxPage } from '../mailbox/page.ts';
import type { Services } from '../services.ts';
import { PAGE_KIT, sendPageFile } from './page-files.ts';
import type { PageFile } from './page-files.ts';

/** What the page loads. */
const FILES: Readonly<Record<string, PageFile>> = {
  'browser.css': {
    type: 'text/css',
    parts: [...PAGE_KIT, 'services/cognito/mailbox/browser.css'],
  },
  'browser.js': {
    type: 'text/javascript',
    parts: ['services/cognito/mailbox/browser.js'],
  },
};

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/**
 * `/mailbox`: the messages that AWS would have sent, newest first; JSON when asked for, `?to=` for one
 * address, `?search=` for words in address, subject or text, `?lang=` for a language from now on.
 */
export function mailboxRoute(services: Services): HttpRoute {
  return {
    name: 'mailbox',
    matches: (request, { pathname }) =>
      request.method === 'GET' && (pathname === '/mailbox' || fileOf(pathname) !== null),
    handle(request, response, url) {
      const file = fileOf(url.pathname);
      if (file === null) sendMessages(services, request, response, url.searchParams);
      else sendPageFile(response, file);
    },
  };
}

function sendMessages(
  { mailbox }: Services,
  request: IncomingMessage,
  response: ServerResponse,
  asked: URLSearchParams,
): void {
  const to = asked.get('to');
  const search = (asked.get('search') ?? '').trim();
  const all = mailbox.list();
  const messages = all.filter(
    (message) => (to === null || message.to === to) && isFound(message, search),
  );
  response.setHeader('vary', 'accept, accept-language, cookie');
  if ((request.headers.accept ?? '').includes('application/json')) {
    sendJson(response, 200, { messages }, { 'cache-control': 'no-store' });
    return;
  }
  const chosen = asked.get('lang');
  const { cookie, 'accept-language': accepted } = request.headers;
  const language = languageFor({ chosen, cookie, accepted });
  if (chosen !== null && isLanguage(chosen)) response.setHeader('set-cookie', keepLanguage(chosen));
  const etag = etagOf(messages, [all.length, language, search]);
  // It is never stored, as messages hold passwords: the page asks so by itself.
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else sendPage(response, mailboxPage({ messages, total: all.length, search, language }));
}

/** Messages never change, and have ids of their own. */
function etagOf(messages: readonly Message[], rest: readonly (string | number)[]): string {
  return `"${[messages[0]?.id ?? '', messages.length, ...rest].map(encodeURIComponent).join('-')}"`;
}

function sendPage(response: ServerResponse, html: string): void {
  send(response, 200, html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
}

function fileOf(pathname: string): PageFile | null {
  const name = pathname.replace(/^\/mailbox\//, '');
  return name !== pathname && Object.hasOwn(FILES, name) ? (FILES[name] ?? null) : null;
}
