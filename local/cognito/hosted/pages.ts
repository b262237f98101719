import { escapeHtml } from '../routes/http.ts';

/** What a sign-in page shows. */
export interface PageContext {
  /** Where the form goes, with the parameters of the authorize request. */
  readonly action: string;
  readonly csrf: string;
  readonly appName: string;
  readonly error: string | null;
}

/** The first page: user name and password. */
export function passwordPage(context: PageContext, username: string): string {
  return form(context, 'Sign in', 'password', [
    field('username', 'User name', 'text', 'username', username),
    field('password', 'Password', 'password', 'current-password'),
  ]);
}

/** The page of an invited user. */
export function newPasswordPage(
  context: PageContext,
  known: {
    readonly username: string;
    readonly session: string;
    readonly required: readonly string[];
  },
): string {
  const attributes = known.required.map((name) =>
    field(`userAttributes.${name}`, name, 'text', 'off'),
  );
  return form(context, 'Change your password', 'NEW_PASSWORD_REQUIRED', [
    hidden('username', known.username),
    hidden('session', known.session),
    '<p>Choose a password of your own.</p>',
    field('newPassword', 'New password', 'password', 'new-password'),
    ...attributes,
  ]);
}

/** The page that asks for a code of the authenticator app. */
export function totpPage(
  context: PageContext,
  known: { readonly username: string; readonly session: string },
): string {
  return form(context, 'Enter a code', 'SOFTWARE_TOKEN_MFA', [
    hidden('username', known.username),
    hidden('session', known.session),
    field('code', 'Code of your authenticator app', 'text', 'one-time-code'),
  ]);
}

/** The page that sets an authenticator app up. */
export function totpSetupPage(
  context: PageContext,
  known: { readonly username: string; readonly session: string; readonly secret: string },
): string {
  return form(context, 'Set up an authenticator app', 'MFA_SETUP', [
    hidden('username', known.username),
    hidden('session', known.session),
    `<p>Add this key to your authenticator app, then enter its code: <code>${escapeHtml(known.secret)}</code></p>`,
    field('code', 'Code', 'text', 'one-time-code'),
  ]);
}

/** A page that ends the way: what is wrong with the request. */
export function refusalPage(code: string, message: string): string {
  return page(
    'Error',
    `<h1>Error</h1><p><code>${escapeHtml(code)}</code></p><p>${escapeHtml(message)}</p>`,
  );
}

function form(context: PageContext, title: string, step: string, fields: readonly string[]) {
  const error = context.error === null ? '' : `<p role="alert">${escapeHtml(context.error)}</p>`;
  return page(
    title,
    `<h1>${title}</h1><p>to ${escapeHtml(context.appName)}</p>${error}
<form method="post" action="${escapeHtml(context.action)}">
${hidden('_csrf', context.csrf)}${hidden('step', step)}${fields.join('\n')}
<button type="submit">Continue</button></form>`,
  );
}

function field(name: string, label: string, type: string, complete: string, value = ''): string {
  const id = escapeHtml(name);
  const given = value === '' ? '' : ` value="${escapeHtml(value)}"`;
  return `<label for="${id}">${escapeHtml(label)}</label>
<input id="${id}" name="${id}" type="${type}" autocomplete="${complete}"${given} required>`;
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}
label,input,button{display:block;width:100%;box-sizing:border-box}input,button{font:inherit;padding:.5rem;margin:0 0 1rem}
h1{font-size:1.5rem}[role=alert]{color:#b00020}code{overflow-wrap:anywhere}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>
`;
}
