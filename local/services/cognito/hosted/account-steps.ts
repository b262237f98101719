import { readAttributes } from '../users/attributes.ts';
import { findUser } from '../users/directory.ts';
import { CognitoError, invalidParameter } from '../protocol/errors.ts';
import { confirmSignUp, resendSignUpCode } from '../flows/confirm-sign-up.ts';
import { confirmForgotPassword, forgotPassword } from '../flows/forgot-password.ts';
import { registerUser } from '../flows/register.ts';
import { afterPassword } from '../flows/after-password.ts';
import { having } from '../flows/proofs.ts';
import { preAuthentication, proved } from '../flows/sign-in.ts';
import type { Caller } from '../flows/types.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { confirmForgotPasswordPage, confirmPage } from './account-pages.ts';
import { forgotPasswordPage, signUpPage } from './account-pages.ts';
import type { PageContext } from './page.ts';
import { afterAnswer } from './after-answer.ts';
import { attributeFields, bareName, text } from './steps.ts';
import type { Next, Step } from './steps.ts';

// How long somebody may take from the sign-up to its code and still be signed in by it.
const SIGN_UP_LIFETIME = 60 * 60_000; // 1 hour

/** `/signup`: makes the account and asks for its code. */
export const signUpStep: Step = {
  submit: submitSignUp,
  again: (_services, context, form) =>
    signUpPage(context, { username: text(form, 'username'), attributes: attributesOf(form) }),
};

/** `/confirm`: takes the code of a sign-up. */
export const confirmStep: Step = {
  submit: submitConfirmation,
  again: confirmAgain,
};

/** `/resendcode`: sends the code of a sign-up again. */
export const resendStep: Step = {
  async submit(services, caller, form) {
    const username = text(form, 'username');
    const { Destination: destination } = await resendSignUpCode(services, caller, username);
    return { show: (context) => confirmPage(context, { ...confirmationOf(form), destination }) };
  },
  again: confirmAgain,
};

/** `/forgotPassword`: sends a code for a new password. */
export const forgotPasswordStep: Step = {
  async submit(services, caller, form) {
    const username = required(form, 'username', 'Username cannot be empty');
    const { Destination: destination } = await forgotPassword(services, caller, username);
    return { show: (context) => confirmForgotPasswordPage(context, { username, destination }) };
  },
  again: (_services, context, form) => forgotPasswordPage(context, text(form, 'username')),
};

/** `/confirmForgotPassword`: takes that code and the new password. */
export const confirmForgotPasswordStep: Step = {
  async submit(services, caller, form) {
    const code = required(form, 'code', 'Confirmation code cannot be empty');
    const given = { typed: text(form, 'username'), newPassword: text(form, 'newPassword') };
    await confirmForgotPassword(services, caller, { ...given, code });
    return { goTo: '/login' };
  },
  again: (_services, context, form) => confirmForgotPasswordPage(context, confirmationOf(form)),
};

/** What a sign-up page asks for besides user name and password: what the pool requires or verifies. */
export function signUpAttributes(pool: Pool): ReadonlyMap<string, string> {
  const names = [...pool.schema.values()]
    .filter(({ required, name }) => required && name !== 'sub')
    .map(({ name }) => name);
  const asked = new Set<string>([...names, ...pool.autoVerified]);
  for (const name of pool.usernameAttributes) asked.delete(name);
  return new Map([...asked].map((name) => [name, '']));
}

/** The page for the code, which signs this person in: the password was right. */
function askForCode(
  services: Services,
  { client }: Caller,
  user: User,
  shown: { readonly username: string; readonly destination: string },
): Next {
  const signUp = { clientId: client.clientId, userId: user.id };
  const session = services.hosted.signUps.put(signUp, SIGN_UP_LIFETIME);
  return { show: (context) => confirmPage(context, { ...shown, session }) };
}

/** What `work` leads to, or the page for the code if all that is wrong is that the sign-up was not confirmed. */
export async function orConfirmSignUp(
  services: Services,
  caller: Caller,
  username: string,
  work: () => Promise<Next>,
): Promise<Next> {
  try {
    return await work();
  } catch (error) {
    const unconfirmed = error instanceof CognitoError && error.type === 'UserNotConfirmedException';
    const user = unconfirmed ? findUser(services, caller.pool, username) : null;
    if (user === null) throw error;
    return askForCode(services, caller, user, { username, destination: '' });
  }
}

async function submitSignUp(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  const { pool, client, clientMetadata } = caller;
  const username = required(form, 'username', 'Username cannot be empty');
  const given = [...attributesOf(form)].map(([Name, Value]) => ({ Name, Value }));
  const { CodeDeliveryDetails: sent, UserConfirmed: confirmed } = await registerUser(services, {
    pool,
    client,
    username,
    password: text(form, 'password') === '' ? null : text(form, 'password'),
    attributes: readAttributes(pool, given, null, client),
    validationData: {},
    clientMetadata,
  });
  const user = findUser(services, pool, username);
  if (user === null) return { goTo: '/login' };
  // Nothing is proven yet of whoever has no password.
  if (confirmed && user.password === null) return { goTo: '/login' };
  if (confirmed) return signIn(services, caller, user, username);
  return askForCode(services, caller, user, { username, destination: sent?.Destination ?? '' });
}

async function submitConfirmation(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  const username = text(form, 'username');
  const code = required(form, 'code', 'Confirmation code cannot be empty');
  const user = await confirmSignUp(services, caller, { typed: username, code, forceAlias: false });
  const signUp = services.hosted.signUps.take(text(form, 'session'));
  const same = signUp?.userId === user.id && signUp.clientId === caller.client.clientId;
  // Without the password, the code alone signs nobody in.
  return same ? signIn(services, caller, user, username) : { goTo: '/login' };
}

async function signIn(
  services: Services,
  caller: Caller,
  user: User,
  username: string,
): Promise<Next> {
  await preAuthentication(services, caller, user, username);
  // It was chosen just now; without one the code was the proof.
  const shown = having(caller, user.password === null ? 'code' : 'password');
  const answer = await afterPassword(services, shown, proved(services, caller, user));
  return afterAnswer(services, answer, username);
}

function attributesOf(form: URLSearchParams): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(attributeFields(form)).map(([name, value]) => [bareName(name), value]),
  );
}

function confirmAgain(_services: Services, context: PageContext, form: URLSearchParams): string {
  return confirmPage(context, confirmationOf(form));
}

function confirmationOf(form: URLSearchParams) {
  return {
    username: text(form, 'username'),
    session: text(form, 'session'),
    destination: text(form, 'destination'),
  };
}

function required(form: URLSearchParams, name: string, otherwise: string): string {
  const value = text(form, name).trim();
  if (value === '') throw invalidParameter(otherwise);
  return value;
}
