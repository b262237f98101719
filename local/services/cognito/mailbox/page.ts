import { escapeHtml } from '../routes/http.ts';
import { isLanguage, LANGUAGE_NAMES, textsOf, type Language } from './language.ts';
import type { Message } from './mailbox.ts';
import type { Texts } from './texts/en.ts';

/** What one look at the mailbox shows. */
export interface MailboxView {
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Of all, whatever is searched for. */
  readonly total: number;
  /** What the search field holds. */
  readonly search: string;
  /** The reader's. */
  readonly language: Language;
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
export function mailboxPage(view: MailboxView): string {
  const { messages, search, language } = view;
  const texts = textsOf(language);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/mailbox/browser.css">
<script type="module" src="/mailbox/browser.js"></script>
</head>
<body data-texts="${escapeHtml(JSON.stringify(texts.script))}">
<header>
<h1>${texts.title}</h1>
<p class="muted">${texts.intro}</p>
<form role="search" action="/mailbox" class="field">
<label for="search" class="field-label">${texts.search}</label>
<input id="search" class="input" name="search" type="search" value="${escapeHtml(search)}" placeholder="${texts.searchHint}" autocomplete="off" spellcheck="false">
</form>
<button type="button" id="read-all" class="button button-secondary" hidden>${texts.readAll}</button>
</header>
<main>
<p role="status" class="muted">${countOf(view, texts)}</p>
<ol id="messages" aria-label="${texts.list}">
${messages.map((message) => item(message, texts)).join('\n')}
</ol>
</main>
<footer>
<form action="/mailbox" aria-label="${texts.language}">
<input type="hidden" name="search" value="${escapeHtml(search)}">
${otherLanguages(language)}
</form>
</footer>
</body>
</html>
`;
}

/** A button for each language that the page does not speak now. */
const otherLanguages = (language: Language): string =>
  Object.keys(LANGUAGE_NAMES)
    .filter(isLanguage)
    .filter((name) => name !== language)
    .map(
      (name) =>
        `<button class="button button-ghost button-small" name="lang" value="${name}" lang="${name}">${LANGUAGE_NAMES[name]}</button>`,
    )
    .join('\n');

function countOf({ messages, total, search }: MailboxView, texts: Texts): string {
  if (total === 0) return texts.none;
  return search === '' ? texts.count(total) : texts.found(messages.length, total);
}

function item(message: Message, texts: Texts): string {
  const { id, to, at, reason, medium, body } = message;
  const subject = message.subject ?? (medium === 'SMS' ? texts.sms : texts.mail);
  const code = codeOf(message);
  return `<li><article class="panel card" data-id="${escapeHtml(id)}">
<h2>${escapeHtml(subject)}</h2>
<p class="about muted">${texts.to} <strong>${escapeHtml(to)}</strong> · <time datetime="${escapeHtml(at)}">${escapeHtml(at)}</time> · ${escapeHtml(reason)}</p>
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
