import { escapeHtml } from '../routes/http.ts';

/** What the pages of one pool and client show. */
export interface PageContext {
  /** Parameters of the authorize request with their `?`; every page's address carries them. */
  readonly search: string;
  readonly csrf: string;
  readonly appName: string;
  /** What the pool's people sign in with, e.g. `Email`. */
  readonly nameLabel: string;
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

/** A form that posts to one of the pages. */
export interface Form {
  readonly title: string;
  /** E.g. `/login`. */
  readonly path: string;
  readonly fields: readonly string[];
  /** Links and buttons below the form's own. */
  readonly below?: readonly string[];
}

/** A page with one form. */
export function formPage(context: PageContext, { title, path, fields, below = [] }: Form): string {
  const error = context.error === null ? '' : `<p role="alert">${escapeHtml(context.error)}</p>`;
  return page(
    title,
    `<h1>${title}</h1><p>to ${escapeHtml(context.appName)}</p>${error}
<form method="post" action="${escapeHtml(path + context.search)}">
${hidden('_csrf', context.csrf)}${fields.join('\n')}
<button type="submit">Continue</button>${below.join('\n')}</form>`,
  );
}

/** A field that must be filled in. */
export function field(
  name: string,
  label: string,
  type: string,
  complete: string,
  value = '',
): string {
  const id = escapeHtml(name);
  const given = value === '' ? '' : ` value="${escapeHtml(value)}"`;
  return `<label for="${id}">${escapeHtml(label)}</label>
<input id="${id}" name="${id}" type="${type}" autocomplete="${complete}"${given} required>`;
}

/** A field nobody sees. */
export function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

/** A link to another of the pages. */
export function linkTo({ search }: PageContext, path: string, text: string): string {
  return `<p><a href="${escapeHtml(path + search)}">${escapeHtml(text)}</a></p>`;
}

/** Links to texts of others, which open beside the page; none without any. */
export function termsLinks({ terms }: PageContext): readonly string[] {
  const links = terms.map(
    ({ title, url }) =>
      `<a href="${escapeHtml(url)}" target="_blank" rel="noreferrer">${escapeHtml(title)}</a>`,
  );
  return links.length === 0 ? [] : [`<p>${links.join(' · ')}</p>`];
}

/** A page without a form. */
export function textPage(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
  return page(title, `<h1>${title}</h1>${body}`);
}

/** A page that ends the way: what is wrong with the request. */
export function refusalPage(code: string, message: string): string {
  return page(
    'Error',
    `<h1>Error</h1><p><code>${escapeHtml(code)}</code></p><p>${escapeHtml(message)}</p>`,
  );
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}
label,input,select,button{display:block;width:100%;box-sizing:border-box}input,select,button{font:inherit;padding:.5rem;margin:0 0 1rem}
h1{font-size:1.5rem}[role=alert]{color:#b00020}code{overflow-wrap:anywhere}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>
`;
}
