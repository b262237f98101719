import { CognitoError } from '../errors.ts';
import { respondToChallenge } from '../flows/respond.ts';
import { associateToken, verifyToken } from '../flows/software-token.ts';
import type { AuthAnswer, Caller, Parameters } from '../flows/types.ts';
import { startUserPassword } from '../flows/user-password.ts';
import { secretHash } from '../secret-hash.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { newPasswordPage, passwordPage, totpPage, totpSetupPage } from './pages.ts';
import type { PageContext } from './pages.ts';
import type { AuthorizeRequest } from './types.ts';

/** How a posted form ended: somebody is signed in, or another page is due. */
export type StepResult =
  | { readonly user: User }
  | { readonly page: (context: Omit<PageContext, 'error'>) => string; readonly status: number };

interface Step {
  submit(services: Services, caller: Caller, form: URLSearchParams): Promise<AuthAnswer>;
  /** The same page again, with the error. */
  again(services: Services, context: PageContext, form: URLSearchParams): string;
}

/** The pages of a sign-in by what they answer. */
const steps: Readonly<Record<string, Step>> = {
  password: {
    submit: (services, caller, form) =>
      startUserPassword(services, caller, {
        ...identified(caller, form),
        PASSWORD: text(form, 'password'),
      }),
    again: (_services, context, form) => passwordPage(context, text(form, 'username')),
  },
  NEW_PASSWORD_REQUIRED: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'NEW_PASSWORD_REQUIRED', {
        NEW_PASSWORD: text(form, 'newPassword'),
        ...attributesOf(form),
      }),
    again: (_services, context, form) =>
      newPasswordPage(context, {
        ...place(form),
        required: Object.keys(attributesOf(form)).map(bareName),
      }),
  },
  SOFTWARE_TOKEN_MFA: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SOFTWARE_TOKEN_MFA', {
        SOFTWARE_TOKEN_MFA_CODE: text(form, 'code'),
      }),
    again: (_services, context, form) => totpPage(context, place(form)),
  },
  MFA_SETUP: { submit: submitSetup, again: setupAgain },
};

/**
 * Takes one form of the sign-in page on: the same checks and triggers as InitiateAuth and RespondToAuthChallenge,
 * only that no tokens are made.
 */
export async function takeStep(
  services: Services,
  { pool, client }: AuthorizeRequest,
  form: URLSearchParams,
): Promise<StepResult> {
  let signedIn: User | null = null;
  const onSignedIn = (user: User) => void (signedIn = user);
  const caller: Caller = { pool, client, clientMetadata: {}, admin: false, onSignedIn };
  const name = text(form, 'step');
  const step = (Object.hasOwn(steps, name) ? steps[name] : undefined) ?? steps['password'];
  if (step === undefined) throw new Error('no first step');
  try {
    const answer = await step.submit(services, caller, form);
    const user = signedIn as User | null;
    if (user !== null) return { user };
    return { page: await nextPage(services, answer, text(form, 'username')), status: 200 };
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    const { message } = error;
    return {
      page: (context) => step.again(services, { ...context, error: message }, form),
      status: 400,
    };
  }
}

async function nextPage(
  services: Services,
  answer: AuthAnswer,
  username: string,
): Promise<(context: Omit<PageContext, 'error'>) => string> {
  const session = answer.Session ?? '';
  const known = { username, session };
  switch (answer.ChallengeName) {
    case 'NEW_PASSWORD_REQUIRED': {
      const names = JSON.parse(
        answer.ChallengeParameters['requiredAttributes'] ?? '[]',
      ) as string[];
      const required = names.map(bareName);
      return (context) => newPasswordPage({ ...context, error: null }, { ...known, required });
    }
    case 'SOFTWARE_TOKEN_MFA':
      return (context) => totpPage({ ...context, error: null }, known);
    case 'MFA_SETUP': {
      const setup = await associateToken(services, undefined, session);
      const next = { username, session: setup.Session ?? '', secret: setup.SecretCode };
      return (context) => totpSetupPage({ ...context, error: null }, next);
    }
    default:
      throw new CognitoError(
        'UnsupportedOperationException',
        `${String(answer.ChallengeName)} is not played on these pages.`,
      );
  }
}

function respond(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
  challenge: string,
  answers: Parameters,
): Promise<AuthAnswer> {
  const responses = { ...identified(caller, form), ...answers };
  return respondToChallenge(services, caller, challenge, responses, text(form, 'session'));
}

async function submitSetup(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<AuthAnswer> {
  const verified = await verifyToken(services, {
    ...{ AccessToken: undefined, FriendlyDeviceName: undefined },
    ...{ Session: text(form, 'session'), UserCode: text(form, 'code') },
  });
  const responses = identified(caller, form);
  return respondToChallenge(services, caller, 'MFA_SETUP', responses, verified.Session);
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

/** The pages stand in for an app that knows the client's secret. */
function identified({ client }: Caller, form: URLSearchParams): Parameters {
  const username = text(form, 'username');
  const secret = client.clientSecret;
  return {
    USERNAME: username,
    ...(secret === null ? {} : { SECRET_HASH: secretHash(secret, username, client.clientId) }),
  };
}

function attributesOf(form: URLSearchParams): Parameters {
  return Object.fromEntries([...form].filter(([name]) => name.startsWith('userAttributes.')));
}

function bareName(name: string): string {
  return name.replace(/^userAttributes\./, '');
}

function place(form: URLSearchParams): { username: string; session: string } {
  return { username: text(form, 'username'), session: text(form, 'session') };
}

function text(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}
