import type { HttpRoute } from '../../../shared/http-route.ts';
import type { Message } from '../codes/mailbox.ts';
import type { Services } from '../services.ts';
import { sendJson } from '../../../shared/send.ts';
import { escapeHtml, sendHtml } from './http.ts';

/**
 * `/mailbox`: the messages that AWS would have sent, newest first; JSON when asked for, `?to=` for one address.
 */
export function mailboxRoute(services: Services): HttpRoute {
  return {
    name: 'mailbox',
    matches: (request, url) => request.method === 'GET' && url.pathname === '/mailbox',
    handle(request, response, url) {
      const to = url.searchParams.get('to');
      const messages = services.mailbox
        .list()
        .filter((message) => to === null || message.to === to);
      response.setHeader('vary', 'accept');
      if ((request.headers.accept ?? '').includes('application/json')) {
        sendJson(response, 200, { messages }, { 'cache-control': 'no-store' });
      } else {
        sendHtml(response, 200, page(messages));
      }
    },
  };
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
article{border:1px solid #ccc;border-radius:.5rem;padding:1rem;margin:1rem 0}
h2{font-size:1rem;margin:0}p{white-space:pre-wrap}small{color:#555}code{font-size:1.1rem}`;

function page(messages: readonly Message[]): string {
  const list = messages.map(article).join('\n');
  const empty = '<p>No messages yet. Invitations and codes appear here; nothing is mailed.</p>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mailbox</title><style>${STYLE}</style></head>
<body><h1>Mailbox</h1>
${messages.length === 0 ? empty : list}
</body></html>
`;
}

function article(message: Message): string {
  const subject = message.subject ?? message.medium;
  return `<article><h2>${escapeHtml(subject)}</h2>
<small>to ${escapeHtml(message.to)} · ${escapeHtml(message.at)} · ${escapeHtml(message.reason)}</small>
<p>${escapeHtml(message.body)}</p>
${message.code === null ? '' : `<code>${escapeHtml(message.code)}</code>`}</article>`;
}
