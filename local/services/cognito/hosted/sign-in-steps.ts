import { findUser } from '../users/directory.ts';
import { CognitoError } from '../protocol/errors.ts';
import { respondToChallenge } from '../flows/respond.ts';
import { verifyToken } from '../flows/software-token.ts';
import type { Caller, Parameters } from '../flows/types.ts';
import { startUserPassword } from '../flows/user-password.ts';
import type { Services } from '../services.ts';
import { askForCode } from './account-steps.ts';
import type { PageContext } from './page.ts';
import {
  codePage,
  newPasswordPage,
  passwordPage,
  totpPage,
  totpSetupPage,
} from './sign-in-pages.ts';
import { afterAnswer, attributeFields, bareName, identified, text } from './steps.ts';
import type { Next, Step } from './steps.ts';

/** The forms of `/login` by their field `step`. */
const steps: Readonly<Record<string, Step>> = {
  NEW_PASSWORD_REQUIRED: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'NEW_PASSWORD_REQUIRED', {
        NEW_PASSWORD: text(form, 'newPassword'),
        ...attributeFields(form),
      }),
    again: (_services, context, form) =>
      newPasswordPage(context, {
        ...place(form),
        required: Object.keys(attributeFields(form)).map(bareName),
      }),
  },
  SOFTWARE_TOKEN_MFA: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SOFTWARE_TOKEN_MFA', {
        SOFTWARE_TOKEN_MFA_CODE: text(form, 'code'),
      }),
    again: (_services, context, form) => totpPage(context, place(form)),
  },
  EMAIL_OTP: codeStep('EMAIL_OTP'),
  SMS_MFA: codeStep('SMS_MFA'),
  SELECT_MFA_TYPE: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SELECT_MFA_TYPE', { ANSWER: text(form, 'answer') }),
    again: (_services, context, form) => passwordPage(context, text(form, 'username')),
  },
  MFA_SETUP: { submit: submitSetup, again: setupAgain },
};

function codeStep(step: 'EMAIL_OTP' | 'SMS_MFA'): Step {
  return {
    submit: (services, caller, form) =>
      respond(services, caller, form, step, { [`${step}_CODE`]: text(form, 'code') }),
    again: (_services, context, form) =>
      codePage(context, { ...place(form), step, to: text(form, 'to') }),
  };
}

const passwordStep: Step = {
  submit: submitPassword,
  again: (_services, context, form) => passwordPage(context, text(form, 'username')),
};

/** The form of `/login` that was posted. */
export function signInStep(form: URLSearchParams): Step {
  const name = text(form, 'step');
  return (Object.hasOwn(steps, name) ? steps[name] : undefined) ?? passwordStep;
}

async function submitPassword(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  const username = text(form, 'username');
  const given = { ...identified(caller, form), PASSWORD: text(form, 'password') };
  try {
    return await afterAnswer(services, await startUserPassword(services, caller, given), username);
  } catch (error) {
    const unconfirmed = error instanceof CognitoError && error.type === 'UserNotConfirmedException';
    const user = unconfirmed ? findUser(services, caller.pool, username) : null;
    if (user === null) throw error;
    return askForCode(services, caller, user, { username, destination: '' });
  }
}

async function respond(
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

async function submitSetup(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  const verified = await verifyToken(services, {
    AccessToken: undefined,
    FriendlyDeviceName: undefined,
    Session: text(form, 'session'),
    UserCode: text(form, 'code'),
  });
  const responses = identified(caller, form);
  const session = verified.Session;
  const answer = await respondToChallenge(services, caller, 'MFA_SETUP', responses, session);
  return afterAnswer(services, answer, text(form, 'username'));
}

function setupAgain(services: Services, context: PageContext, form: URLSearchParams): string {
  const pending = services.challenges.get(text(form, 'session'));
  const user =
    pending?.kind !== 'MFA_SETUP' || pending.userId === null
      ? null
      : services.store.users.byId(pending.userId);
  const secret = user?.mfa.pendingTotpSecret;
  if (secret === undefined) return passwordPage(context, text(form, 'username'));
  return totpSetupPage(context, { ...place(form), secret });
}

function place(form: URLSearchParams): { username: string; session: string } {
  return { username: text(form, 'username'), session: text(form, 'session') };
}
