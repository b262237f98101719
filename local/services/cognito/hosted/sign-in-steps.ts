import { verifyToken } from '../flows/software-token.ts';
import type { Caller } from '../flows/types.ts';
import { startUserPassword } from '../flows/user-password.ts';
import type { Services } from '../services.ts';
import { orConfirmSignUp } from './account-steps.ts';
import { afterAnswer, respond } from './after-answer.ts';
import { firstPage } from './first-factor-pages.ts';
import { FIRST_FACTOR_STEPS } from './first-factor-steps.ts';
import { secretToSetUp, setUp } from './mfa-setup.ts';
import type { PageContext } from './page.ts';
import {
  codePage,
  emailSetupPage,
  factorPage,
  newPasswordPage,
  totpPage,
  totpSetupPage,
} from './sign-in-pages.ts';
import { attributeFields, bareName, identified, knownIn, text } from './steps.ts';
import type { Next, Step } from './steps.ts';

/** The forms of `/login` by their field `step`. */
const steps: Readonly<Record<string, Step>> = {
  ...FIRST_FACTOR_STEPS,
  NEW_PASSWORD_REQUIRED: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'NEW_PASSWORD_REQUIRED', {
        NEW_PASSWORD: text(form, 'newPassword'),
        ...attributeFields(form),
      }),
    again: (_services, context, form) =>
      newPasswordPage(context, {
        ...knownIn(form),
        required: Object.keys(attributeFields(form)).map(bareName),
      }),
  },
  SOFTWARE_TOKEN_MFA: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SOFTWARE_TOKEN_MFA', {
        SOFTWARE_TOKEN_MFA_CODE: text(form, 'code'),
      }),
    again: (_services, context, form) => totpPage(context, knownIn(form)),
  },
  EMAIL_OTP: codeStep('EMAIL_OTP'),
  SMS_MFA: codeStep('SMS_MFA'),
  SMS_OTP: codeStep('SMS_OTP'),
  SELECT_MFA_TYPE: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SELECT_MFA_TYPE', { ANSWER: text(form, 'answer') }),
    again: (_services, context, form) =>
      factorPage(context, {
        ...knownIn(form),
        step: 'SELECT_MFA_TYPE',
        factors: text(form, 'factors').split(' '),
      }),
  },
  MFA_SETUP: { submit: submitSetup, again: setupAgain },
};

function codeStep(step: 'EMAIL_OTP' | 'SMS_MFA' | 'SMS_OTP'): Step {
  return {
    submit: (services, caller, form) =>
      respond(services, caller, form, step, { [`${step}_CODE`]: text(form, 'code') }),
    again: (_services, context, form) =>
      codePage(context, { ...knownIn(form), step, to: text(form, 'to') }),
  };
}

const passwordStep: Step = {
  submit: submitPassword,
  again: (_services, context, form) => firstPage(context, text(form, 'username')),
};

/** The form of `/login` that was posted. */
export function signInStep(form: URLSearchParams): Step {
  const name = text(form, 'step');
  return (Object.hasOwn(steps, name) ? steps[name] : undefined) ?? passwordStep;
}

function submitPassword(services: Services, caller: Caller, form: URLSearchParams): Promise<Next> {
  const username = text(form, 'username');
  const given = { ...identified(caller, form), PASSWORD: text(form, 'password') };
  return orConfirmSignUp(services, caller, username, async () =>
    afterAnswer(services, await startUserPassword(services, caller, given), username),
  );
}

/** MFA_SETUP: which factor, then the app's first code, or the address that codes go to. */
async function submitSetup(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  const factor = text(form, 'answer');
  if (factor !== '') return setUp(services, knownIn(form), factor);
  const email = text(form, 'email');
  if (email !== '') return respond(services, caller, form, 'MFA_SETUP', { EMAIL: email });
  const { Session = '' } = await verifyToken(services, {
    AccessToken: undefined,
    FriendlyDeviceName: undefined,
    Session: text(form, 'session'),
    UserCode: text(form, 'code'),
  });
  const next = new URLSearchParams({ username: text(form, 'username'), session: Session });
  return respond(services, caller, next, 'MFA_SETUP', {});
}

function setupAgain(services: Services, context: PageContext, form: URLSearchParams): string {
  if (form.has('email')) return emailSetupPage(context, knownIn(form), text(form, 'email'));
  const secret = secretToSetUp(services, text(form, 'session'));
  if (secret === undefined) return firstPage(context, text(form, 'username'));
  return totpSetupPage(context, { ...knownIn(form), secret });
}
