import { escapeHtml } from '../routes/http.ts';
import { field, formPage, hidden, linkOut, linkTo, place, submitButton, who } from './page.ts';
import type { Known, PageContext } from './page.ts';
import { qrPicture } from './qr/qr-picture.ts';

const PATH = '/login';

/** User name and password at once. */
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
  known: Known & { readonly required: readonly string[] },
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
export function totpPage(context: PageContext, known: Known): string {
  return formPage(context, {
    title: 'Enter a code',
    path: PATH,
    fields: [
      ...place('SOFTWARE_TOKEN_MFA', known),
      field('code', 'Code of your authenticator app', 'text', 'one-time-code'),
    ],
  });
}

/** A code that was sent. */
export interface SentCode extends Known {
  /** The challenge. */
  readonly step: string;
  /** Masked. */
  readonly to: string;
}

/** The page that asks for a code that was sent. */
export function codePage(context: PageContext, known: SentCode): string {
  return formPage(context, {
    title: 'Enter a code',
    path: PATH,
    fields: [
      ...place(known.step, known),
      hidden('to', known.to),
      `<p class="about">We sent a code to ${escapeHtml(known.to)}.</p>`,
      field('code', 'Code', 'text', 'one-time-code'),
    ],
    below: [linkTo(context, PATH, 'Start again')],
  });
}

const FACTORS: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'Authenticator app',
  EMAIL_OTP: 'Code by e-mail',
  SMS_MFA: 'Code by text message',
};

/** The page that asks which second factor to use, or to set up. */
export function factorPage(
  context: PageContext,
  known: Known & {
    readonly step: 'SELECT_MFA_TYPE' | 'MFA_SETUP';
    readonly factors: readonly string[];
  },
): string {
  const isSetup = known.step === 'MFA_SETUP';
  return formPage(context, {
    title: isSetup ? 'Set up a second factor' : 'Choose how to prove that it is you',
    path: PATH,
    fields: [
      ...place(known.step, known),
      hidden('factors', known.factors.join(' ')),
      isSetup ? '<p>It is asked for after the password.</p>' : who(known),
    ],
    buttons: known.factors.map((name, index) =>
      submitButton(FACTORS[name] ?? name, { answer: name, isFirst: index === 0 }),
    ),
  });
}

/** The page that sets an authenticator app up. */
export function totpSetupPage(
  context: PageContext,
  known: Known & { readonly secret: string },
): string {
  const { secret, username } = known;
  const url = otpauthUrl(context.appName, username, secret);
  return formPage(context, {
    title: 'Set up an authenticator app',
    path: PATH,
    fields: [
      ...place('MFA_SETUP', known),
      `<p>Scan this with your authenticator app, then enter its code.</p>
${qrPicture(url, 'QR code of the key below')}
<p>${linkOut(url, 'Open the app on this device')}, or type the key:</p>
<p class="secret"><code>${escapeHtml(secret)}</code></p>`,
      field('code', 'Code', 'text', 'one-time-code'),
    ],
  });
}

/** @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function otpauthUrl(issuer: string, username: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

/** The page that asks where codes by e-mail are to go. */
export function emailSetupPage(context: PageContext, known: Known, email: string): string {
  return formPage(context, {
    title: 'Set up codes by e-mail',
    path: PATH,
    fields: [...place('MFA_SETUP', known), field('email', 'E-mail', 'email', 'email', email)],
  });
}
