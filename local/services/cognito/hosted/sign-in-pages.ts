import { escapeHtml } from '../routes/http.ts';
import { field, formPage, hidden, linkTo } from './page.ts';
import type { PageContext } from './page.ts';

const PATH = '/login';

/** The first page: user name and password. */
export function passwordPage(context: PageContext, username: string): string {
  return formPage(context, {
    title: 'Sign in',
    path: PATH,
    fields: [
      hidden('step', 'password'),
      field('username', context.nameLabel, 'text', 'username', username),
      field('password', 'Password', 'password', 'current-password'),
    ],
    below: [
      linkTo(context, '/forgotPassword', 'Forgot your password?'),
      ...(context.selfSignUp ? [linkTo(context, '/signup', 'Sign up')] : []),
    ],
  });
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
  return formPage(context, {
    title: 'Change your password',
    path: PATH,
    fields: [
      ...place('NEW_PASSWORD_REQUIRED', known),
      '<p>Choose a password of your own.</p>',
      field('newPassword', 'New password', 'password', 'new-password'),
      ...attributes,
    ],
  });
}

/** The page that asks for a code of the authenticator app. */
export function totpPage(
  context: PageContext,
  known: { readonly username: string; readonly session: string },
): string {
  return formPage(context, {
    title: 'Enter a code',
    path: PATH,
    fields: [
      ...place('SOFTWARE_TOKEN_MFA', known),
      field('code', 'Code of your authenticator app', 'text', 'one-time-code'),
    ],
  });
}

/** The page that asks for a code that was sent. */
export function codePage(
  context: PageContext,
  known: {
    readonly username: string;
    readonly session: string;
    /** The challenge. */
    readonly step: string;
    /** Masked. */
    readonly to: string;
  },
): string {
  return formPage(context, {
    title: 'Enter a code',
    path: PATH,
    fields: [
      ...place(known.step, known),
      hidden('to', known.to),
      `<p>We sent a code to ${escapeHtml(known.to)}.</p>`,
      field('code', 'Code', 'text', 'one-time-code'),
    ],
  });
}

const FACTOR_NAMES: Readonly<Record<string, string>> = {
  SMS_MFA: 'A code by text message',
  SOFTWARE_TOKEN_MFA: 'A code of your authenticator app',
  EMAIL_OTP: 'A code by e-mail',
};

/** The page that asks which second factor to use. */
export function factorPage(
  context: PageContext,
  known: {
    readonly username: string;
    readonly session: string;
    readonly factors: readonly string[];
  },
): string {
  const options = known.factors.map(
    (name) =>
      `<option value="${escapeHtml(name)}">${escapeHtml(FACTOR_NAMES[name] ?? name)}</option>`,
  );
  return formPage(context, {
    title: 'Choose how to prove that it is you',
    path: PATH,
    fields: [
      ...place('SELECT_MFA_TYPE', known),
      `<label for="answer">Second factor</label><select id="answer" name="answer">${options.join('')}</select>`,
    ],
  });
}

/** The page that sets an authenticator app up. */
export function totpSetupPage(
  context: PageContext,
  known: { readonly username: string; readonly session: string; readonly secret: string },
): string {
  return formPage(context, {
    title: 'Set up an authenticator app',
    path: PATH,
    fields: [
      ...place('MFA_SETUP', known),
      `<p>Add this key to your authenticator app, then enter its code: <code>${escapeHtml(known.secret)}</code></p>`,
      field('code', 'Code', 'text', 'one-time-code'),
    ],
  });
}

function place(
  step: string,
  known: { readonly username: string; readonly session: string },
): readonly string[] {
  return [
    hidden('step', step),
    hidden('username', known.username),
    hidden('session', known.session),
  ];
}
