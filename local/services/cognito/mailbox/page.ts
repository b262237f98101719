import { escapeHtml } from '../routes/http.ts';
import type { Message } from './mailbox.ts';

/** What one look at the mailbox shows. */
export interface MailboxView {
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Of all, whatever is searched for. */
  readonly total: number;
  /** What the search field holds. */
  readonly search: string;
}

/** Whether a message has all words of a search in its address, subject or text, in any case. */
export function isFound({ to, subject, body }: Message, search: string): boolean {
  const text = `${to}\n${subject ?? ''}\n${body}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The page. It works without its script, which searches as people type, copies and marks what is unread. */
export function mailboxPage({ messages, total, search }: MailboxView): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Mailbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/mailbox/browser.css">
<script type="module" src="/mailbox/browser.js"></script>
</head>
<body>
<header>
<h1>Mailbox</h1>
<p>What would have been mailed or texted. Nothing leaves this machine.</p>
<form role="search" action="/mailbox">
<label for="search">Search</label>
<input id="search" name="search" type="search" value="${escapeHtml(search)}" placeholder="Address, subject or text" autocomplete="off" spellcheck="false">
</form>
<button type="button" id="read-all" hidden>Mark all as read</button>
</header>
<main>
<p role="status">${escapeHtml(countOf(messages.length, total, search))}</p>
<ol id="messages" aria-label="Messages, newest first">
${messages.map(item).join('\n')}
</ol>
</main>
</body>
</html>
`;
}

function countOf(found: number, total: number, search: string): string {
  if (total === 0) return 'No messages yet. Invitations and codes appear here by themselves.';
  const all = `${total} message${total === 1 ? '' : 's'}`;
  return search === '' ? all : `${found} of ${all}`;
}

function item(message: Message): string {
  const { id, to, at, reason, medium, body } = message;
  const subject = message.subject ?? (medium === 'SMS' ? 'Text message' : 'Mail');
  const code = codeOf(message);
  return `<li><article data-id="${escapeHtml(id)}">
<h2>${escapeHtml(subject)}</h2>
<p class="about">to <strong>${escapeHtml(to)}</strong> · <time datetime="${escapeHtml(at)}">${escapeHtml(at)}</time> · ${escapeHtml(reason)}</p>
<p class="body">${linked(escapeHtml(body))}</p>
${code === null ? '' : `<p class="code"><code>${escapeHtml(code)}</code></p>`}</article></li>`;
}

/** What a person has to type somewhere; functions mail their codes in the text alone. */
function codeOf({ code, body }: Message): string | null {
  return code ?? /(?<![\d+-])\d{6}(?![\d-])/.exec(body)?.[0] ?? null;
}

/** Makes addresses in escaped text links. */
function linked(html: string): string {
  return html.replaceAll(/https?:\/\/[^\s<>]+?(?=[.,)]?(?:\s|$|&(?:quot|lt|gt);))/g, (url) => {
    return `<a href="${url}" rel="noreferrer">${url}</a>`;
  });
}
