import { secretHash } from '../credentials/secret-hash.ts';
import type { AuthAnswer, Caller, Parameters } from '../flows/types.ts';
import { associateToken } from '../flows/software-token.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { PageContext } from './page.ts';
import { codePage, factorPage, newPasswordPage, totpPage, totpSetupPage } from './sign-in-pages.ts';

/** Writes a page. */
export type ShowPage = (context: PageContext) => string;

/** What follows a form: another page, another address, or nothing because somebody has signed in. */
export type Next = { readonly show: ShowPage } | { readonly goTo: string } | 'signed in';

/** One form of the pages. */
export interface Step {
  /** @throws CognitoError, which the form is shown again with */
  submit(services: Services, caller: Caller, form: URLSearchParams): Promise<Next>;
  /** The same page again, with the error that is in the context. */
  again(services: Services, context: PageContext, form: URLSearchParams): string;
}

/** The page that the next challenge of a sign-in needs. */
export async function afterAnswer(
  services: Services,
  answer: AuthAnswer,
  username: string,
): Promise<Next> {
  const session = answer.Session ?? '';
  const known = { username, session };
  switch (answer.ChallengeName) {
    case undefined:
      return 'signed in';
    case 'NEW_PASSWORD_REQUIRED': {
      const names = answer.ChallengeParameters['requiredAttributes'] ?? '[]';
      const required = (JSON.parse(names) as string[]).map(bareName);
      return { show: (context) => newPasswordPage(context, { ...known, required }) };
    }
    case 'SOFTWARE_TOKEN_MFA':
      return { show: (context) => totpPage(context, known) };
    case 'EMAIL_OTP':
    case 'SMS_MFA': {
      const to = answer.ChallengeParameters['CODE_DELIVERY_DESTINATION'] ?? '';
      const step = answer.ChallengeName;
      return { show: (context) => codePage(context, { ...known, step, to }) };
    }
    case 'SELECT_MFA_TYPE': {
      const names = answer.ChallengeParameters['MFAS_CAN_CHOOSE'] ?? '[]';
      const factors = JSON.parse(names) as string[];
      return { show: (context) => factorPage(context, { ...known, factors }) };
    }
    case 'MFA_SETUP': {
      const setup = await associateToken(services, undefined, session);
      const next = { username, session: setup.Session ?? '', secret: setup.SecretCode };
      return { show: (context) => totpSetupPage(context, next) };
    }
    default:
      throw new CognitoError(
        'UnsupportedOperationException',
        `The sign-in page does not know the challenge ${answer.ChallengeName}.`,
      );
  }
}

/** The pages stand in for an app that knows the client's secret. */
export function identified({ client }: Caller, form: URLSearchParams): Parameters {
  const username = text(form, 'username');
  const secret = client.clientSecret;
  return {
    USERNAME: username,
    ...(secret === null ? {} : { SECRET_HASH: secretHash(secret, username, client.clientId) }),
  };
}

/** Fields of user attributes, by their name in the form. */
export function attributeFields(form: URLSearchParams): Parameters {
  return Object.fromEntries([...form].filter(([name]) => name.startsWith('userAttributes.')));
}

/** `userAttributes.name` without the prefix. */
export function bareName(name: string): string {
  return name.replace(/^userAttributes\./, '');
}

/** A field of the form, empty when it is not there. */
export function text(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}
