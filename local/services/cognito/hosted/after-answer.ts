import { respondToChallenge } from '../flows/respond.ts';
import type { AuthAnswer, Caller, Parameters } from '../flows/types.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { choicePage, ownPasswordPage, usePasskeyPage } from './first-factor-pages.ts';
import { askForSetup } from './mfa-setup.ts';
import type { Known, PageContext } from './page.ts';
import { codePage, factorPage, newPasswordPage, totpPage } from './sign-in-pages.ts';
import { bareName, identified, text } from './steps.ts';
import type { Next } from './steps.ts';

type Pages = (services: Services, known: Known, answer: AuthAnswer) => Promise<Next> | Next;

const sentCode =
  (step: string): Pages =>
  (_services, known, { ChallengeParameters: { CODE_DELIVERY_DESTINATION: to = '' } }) => ({
    show: (context) => codePage(context, { ...known, step, to }),
  });

/** The page that each challenge needs. */
const PAGES: Readonly<Record<string, Pages>> = {
  NEW_PASSWORD_REQUIRED: (_services, known, answer) => {
    const required = namesIn(answer, 'requiredAttributes').map(bareName);
    return { show: (context) => newPasswordPage(context, { ...known, required }) };
  },
  SOFTWARE_TOKEN_MFA: (_services, known) => ({ show: (context) => totpPage(context, known) }),
  EMAIL_OTP: sentCode('EMAIL_OTP'),
  SMS_MFA: sentCode('SMS_MFA'),
  SMS_OTP: sentCode('SMS_OTP'),
  SELECT_MFA_TYPE: (_services, known, answer) => {
    const factors = namesIn(answer, 'MFAS_CAN_CHOOSE');
    const step = 'SELECT_MFA_TYPE';
    return { show: (context) => factorPage(context, { ...known, step, factors }) };
  },
  MFA_SETUP: (services, known, answer) =>
    askForSetup(services, known, namesIn(answer, 'MFAS_CAN_SETUP')),
  SELECT_CHALLENGE: (_services, known, { AvailableChallenges: choices = [] }) => ({
    show: (context) => choicePage(context, { ...known, choices }),
  }),
  PASSWORD: (_services, known) => ({ show: (context) => ownPasswordPage(context, known) }),
  WEB_AUTHN: (_services, known, { ChallengeParameters: parameters }) => {
    const options = parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}';
    const show = (context: PageContext) => usePasskeyPage(context, { ...known, options });
    return { show, runsScript: true };
  },
};

/** What follows an answer of a sign-in. */
export function afterAnswer(
  services: Services,
  answer: AuthAnswer,
  username: string,
): Promise<Next> | Next {
  const { ChallengeName: name } = answer;
  if (name === undefined) return 'signed in';
  const page = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  if (page !== undefined)
    return page(services, { username, session: answer.Session ?? '' }, answer);
  throw new CognitoError(
    'UnsupportedOperationException',
    `The sign-in page does not know the challenge ${name}.`,
  );
}

/** Answers a challenge with what a form says. */
export async function respond(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
  challenge: string,
  answers: Parameters,
): Promise<Next> {
  const responses = { ...identified(caller, form), ...answers };
  const session = text(form, 'session');
  const answer = await respondToChallenge(services, caller, challenge, responses, session);
  return afterAnswer(services, answer, text(form, 'username'));
}

const namesIn = ({ ChallengeParameters: parameters }: AuthAnswer, name: string): string[] =>
  JSON.parse(parameters[name] ?? '[]') as string[];
