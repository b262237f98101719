import { escapeHtml } from '../routes/http.ts';

/** What the pages of one pool and client show. */
export interface PageContext {
  /** Parameters of the authorize request with their `?`; every page's address carries them. */
  readonly search: string;
  readonly csrf: string;
  readonly appName: string;
  /** What the pool's people sign in with, e.g. `Email`. */
  readonly nameLabel: string;
  /** Whether people choose what they sign in with, once their name is known. */
  readonly chooses: boolean;
  /** Whether a sign-up may go without a password. */
  readonly needsNoPassword: boolean;
  /** Whether people may sign themselves up. */
  readonly selfSignUp: boolean;
  /** Texts that who signs up is pointed to. */
  readonly terms: readonly TermsLink[];
  readonly error: string | null;
}

/** A text that is somewhere else. */
export interface TermsLink {
  readonly title: string;
  readonly url: string;
}

/** A sign-in that goes on. */
export interface Known {
  readonly username: string;
  readonly session: string;
}

/** A form that posts to one of the pages. */
export interface Form {
  readonly title: string;
  /** E.g. `/login`. */
  readonly path: string;
  readonly fields: readonly string[];
  /** @default one that says Continue */
  readonly buttons?: readonly string[];
  /** Links and buttons below the form's own. */
  readonly below?: readonly string[];
}

/** What a page asks of the browser's passkeys. */
export interface PasskeyAsked {
  readonly kind: 'get' | 'create';
  /** JSON of the options. */
  readonly options: string;
}

/** A page with one form. */
export function formPage(context: PageContext, form: Form): string {
  const error = context.error === null ? '' : `<p role="alert">${escapeHtml(context.error)}</p>`;
  return page({ title: form.title, body: formOf(context, form, error) });
}

/** A page with one form that its script puts a passkey into. */
export function passkeyPage(
  context: PageContext,
  form: Form,
  { kind, options }: PasskeyAsked,
): string {
  const { error } = context;
  const problem = `<p id="problem" role="alert"${error === null ? ' hidden' : ''}>${escapeHtml(error ?? '')}</p>
<noscript><p>Passkeys need JavaScript, which is off in this browser.</p></noscript>`;
  const dismissed = 'The passkey was not used. Try again, or go another way.';
  const fields = [...form.fields, hidden('credential', '')];
  return page({
    title: form.title,
    body: formOf(context, { ...form, fields }, problem),
    script: '/login/passkey.js',
    data: { passkey: kind, options, dismissed },
  });
}

function formOf(
  { csrf, appName, search }: PageContext,
  {
    title,
    path,
    fields,
    buttons = [submitButton('Continue', { isFirst: true })],
    below = [],
  }: Form,
  alert: string,
): string {
  return `<div class="head"><h1>${title}</h1><p>${escapeHtml(appName)}</p></div>${alert}
<form method="post" action="${escapeHtml(path + search)}">
${hidden('_csrf', csrf)}${fields.join('\n')}
${buttons.join('\n')}
${below.length === 0 ? '' : `<div class="more">${below.join('\n')}</div>`}</form>`;
}

/** A button that sends the form, with an answer if it is one of several. */
export function submitButton(
  text: string,
  { answer, isFirst }: { readonly answer?: string; readonly isFirst: boolean },
): string {
  const value = answer === undefined ? '' : ` name="answer" value="${escapeHtml(answer)}"`;
  const kind = isFirst ? 'primary' : 'secondary';
  return `<button type="submit" class="button button-${kind}"${value}>${escapeHtml(text)}</button>`;
}

/** A field that must be filled in, unless its label says otherwise. */
export function field(
  name: string,
  label: string,
  type: string,
  complete: string,
  value = '',
  isRequired = true,
): string {
  const id = escapeHtml(name);
  const given = value === '' ? '' : ` value="${escapeHtml(value)}"`;
  return `<div class="field"><label class="field-label" for="${id}">${escapeHtml(label)}</label>
<input class="input" id="${id}" name="${id}" type="${type}" autocomplete="${complete}"${given}${isRequired ? ' required' : ''}></div>`;
}

/** A field nobody sees. */
export function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

/** Where a sign-in stands, for the form of its next step. */
export function place(step: string, known: Known): readonly string[] {
  return [
    hidden('step', step),
    hidden('username', known.username),
    hidden('session', known.session),
  ];
}

/** Whose sign-in it is. */
export const who = ({ username }: Known): string => `<p class="about">${escapeHtml(username)}</p>`;

/** A link to another of the pages. */
export function linkTo({ search }: PageContext, path: string, text: string): string {
  return linkOut(path + search, text);
}

/** A link to an address. */
export const linkOut = (url: string, text: string): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

/** Links to texts of others, which open beside the page; none without any. */
export function termsLinks({ terms }: PageContext): readonly string[] {
  return terms.map(
    ({ title, url }) =>
      `<a href="${escapeHtml(url)}" target="_blank" rel="noreferrer">${escapeHtml(title)}</a>`,
  );
}

/** A page without a form. */
export function textPage(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
  return page({ title, body: `<h1>${title}</h1>${body}` });
}

/** A page that ends the way: what is wrong with the request. */
export function refusalPage(code: string, message: string): string {
  const body = `<h1>Error</h1><p><code>${escapeHtml(code)}</code></p><p>${escapeHtml(message)}</p>`;
  return page({ title: 'Error', body });
}

interface Page {
  readonly title: string;
  readonly body: string;
  readonly script?: string;
  /** For the script. */
  readonly data?: Readonly<Record<string, string>>;
}

function page({ title, body, script, data = {} }: Page): string {
  const given = Object.entries(data).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  const loaded = script === undefined ? '' : `\n<script type="module" src="${script}"></script>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="stylesheet" href="/login/pages.css">${loaded}</head>
<body${given.join('')}><main class="panel card">${body}</main></body></html>
`;
}
