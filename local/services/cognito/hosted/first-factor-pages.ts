import { field, formPage, hidden, linkTo, passkeyPage, place, submitButton, who } from './page.ts';
import type { Known, PageContext } from './page.ts';
import { passwordPage } from './sign-in-pages.ts';

const PATH = '/login';

/** The first page of a sign-in: the name alone where people may choose how to go on. */
export function firstPage(context: PageContext, username: string): string {
  return context.chooses ? namePage(context, username) : passwordPage(context, username);
}

function namePage(context: PageContext, username: string): string {
  return formPage(context, {
    title: 'Sign in',
    path: PATH,
    fields: [
      hidden('step', 'name'),
      field('username', context.nameLabel, 'text', 'username', username),
    ],
    below: context.selfSignUp ? [linkTo(context, '/signup', 'Sign up')] : [],
  });
}

const FACTORS: Readonly<Record<string, string>> = {
  WEB_AUTHN: 'Use a passkey',
  EMAIL_OTP: 'Get a code by e-mail',
  SMS_OTP: 'Get a code by text message',
  PASSWORD: 'Use the password',
};

/** The page that asks what to begin with. */
export function choicePage(
  context: PageContext,
  known: Known & { readonly choices: readonly string[] },
): string {
  const names = Object.keys(FACTORS).filter((name) => known.choices.includes(name));
  return formPage(context, {
    title: 'Choose how to sign in',
    path: PATH,
    fields: [...place('SELECT_CHALLENGE', known), who(known)],
    buttons: names.map((name, index) =>
      submitButton(FACTORS[name] ?? name, { answer: name, isFirst: index === 0 }),
    ),
    below: [another(context)],
  });
}

/** The password of somebody whose name is known. */
export function ownPasswordPage(context: PageContext, known: Known): string {
  return formPage(context, {
    title: 'Enter your password',
    path: PATH,
    fields: [
      ...place('PASSWORD', known),
      who(known),
      field('password', 'Password', 'password', 'current-password'),
    ],
    below: [linkTo(context, '/forgotPassword', 'Forgot your password?'), another(context)],
  });
}

/** Asks for a passkey of somebody whose name is known. */
export function usePasskeyPage(
  context: PageContext,
  known: Known & { readonly options: string },
): string {
  return passkeyPage(
    context,
    {
      title: 'Use your passkey',
      path: PATH,
      fields: [...place('WEB_AUTHN', known), who(known)],
      buttons: [submitButton('Use the passkey', { isFirst: true })],
      below: [another(context)],
    },
    { kind: 'get', options: known.options },
  );
}

const another = (context: PageContext): string => linkTo(context, PATH, 'Sign in another way');
