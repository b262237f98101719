import { escapeHtml } from '../routes/http.ts';
import { field, formPage, hidden, linkTo, termsLinks } from './page.ts';
import type { PageContext } from './page.ts';

/** A new account: user name, password and what else the pool must know. */
export function signUpPage(
  context: PageContext,
  known: { readonly username: string; readonly attributes: ReadonlyMap<string, string> },
): string {
  const attributes = [...known.attributes].map(([name, value]) =>
    field(`userAttributes.${name}`, name, 'text', 'off', value),
  );
  return formPage(context, {
    title: 'Sign up',
    path: '/signup',
    fields: [
      field('username', context.nameLabel, 'text', 'username', known.username),
      ...attributes,
      context.needsNoPassword
        ? field('password', 'Password (optional)', 'password', 'new-password', '', false)
        : field('password', 'Password', 'password', 'new-password'),
    ],
    below: [...termsLinks(context), linkTo(context, '/login', 'Sign in')],
  });
}

/** Asks for the code of a sign-up. */
export function confirmPage(
  context: PageContext,
  known: {
    readonly username: string;
    readonly session: string;
    /** Masked; empty when no code was sent. */
    readonly destination: string;
  },
): string {
  const text =
    known.destination === ''
      ? 'Enter the code that was sent to you.'
      : `Enter the code that was sent to ${known.destination}.`;
  const resend = escapeHtml(`/resendcode${context.search}`);
  return formPage(context, {
    title: 'Confirm your account',
    path: '/confirm',
    fields: [
      hidden('username', known.username),
      hidden('session', known.session),
      hidden('destination', known.destination),
      `<p class="about">${escapeHtml(text)}</p>`,
      field('code', 'Code', 'text', 'one-time-code'),
    ],
    below: [
      `<button type="submit" class="button button-secondary" formaction="${resend}" formnovalidate>Send a new code</button>`,
      linkTo(context, '/login', 'Sign in'),
    ],
  });
}

/** Asks whose password was forgotten. */
export function forgotPasswordPage(context: PageContext, username: string): string {
  return formPage(context, {
    title: 'Forgot your password?',
    path: '/forgotPassword',
    fields: [
      '<p>A code for a new password will be sent to you.</p>',
      field('username', context.nameLabel, 'text', 'username', username),
    ],
    below: [linkTo(context, '/login', 'Sign in')],
  });
}

/** Asks for the code and the new password. */
export function confirmForgotPasswordPage(
  context: PageContext,
  known: { readonly username: string; readonly destination: string },
): string {
  return formPage(context, {
    title: 'Choose a new password',
    path: '/confirmForgotPassword',
    fields: [
      hidden('username', known.username),
      hidden('destination', known.destination),
      `<p class="about">Enter the code that was sent to ${escapeHtml(known.destination)}.</p>`,
      field('code', 'Code', 'text', 'one-time-code'),
      field('newPassword', 'New password', 'password', 'new-password'),
    ],
    below: [linkTo(context, '/forgotPassword', 'Send a new code')],
  });
}
