import type { Caller } from '../flows/types.ts';
import { startUserAuth } from '../flows/user-auth.ts';
import { invalidParameter, wrongPassword } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { orConfirmSignUp } from './account-steps.ts';
import { afterAnswer, respond } from './after-answer.ts';
import { firstPage, ownPasswordPage } from './first-factor-pages.ts';
import { identified, knownIn, text } from './steps.ts';
import type { Next, Step } from './steps.ts';

/**
 * Whether people choose what to begin with: in managed login, with clients that may use USER_AUTH, where the pool
 * has more than passwords.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow-things-to-know.html
 */
export function peopleChoose({ pool, client }: Pick<Caller, 'pool' | 'client'>): boolean {
  return (
    pool.source.hasManagedLogin &&
    client.explicitAuthFlows.includes('ALLOW_USER_AUTH') &&
    pool.firstFactors.some((name) => name !== 'PASSWORD')
  );
}

/** The forms of `/login` before anything is proven, by their field `step`. */
export const FIRST_FACTOR_STEPS: Readonly<Record<string, Step>> = {
  name: { submit: submitName, again: atFirst },
  SELECT_CHALLENGE: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'SELECT_CHALLENGE', { ANSWER: text(form, 'answer') }),
    again: atFirst,
  },
  PASSWORD: {
    submit: (services, caller, form) =>
      orConfirmSignUp(services, caller, text(form, 'username'), () =>
        respond(services, caller, form, 'PASSWORD', { PASSWORD: text(form, 'password') }),
      ),
    again: (_services, context, form) => ownPasswordPage(context, knownIn(form)),
  },
  WEB_AUTHN: {
    submit: (services, caller, form) =>
      respond(services, caller, form, 'WEB_AUTHN', { CREDENTIAL: text(form, 'credential') }),
    again: atFirst,
  },
};

function atFirst(...[, context, form]: Parameters<Step['again']>): string {
  return firstPage(context, text(form, 'username'));
}

/** Offers what there is to begin with; the only thing is begun with at once. */
async function submitName(
  services: Services,
  caller: Caller,
  form: URLSearchParams,
): Promise<Next> {
  if (!peopleChoose(caller)) throw invalidParameter('USER_AUTH is not enabled for the client.');
  const username = text(form, 'username');
  const answer = await startUserAuth(services, caller, identified(caller, form), undefined);
  const [only, ...others] = (answer.AvailableChallenges ?? []).filter(
    (name) => name !== 'PASSWORD_SRP',
  );
  if (only === undefined) throw wrongPassword();
  if (others.length > 0) return afterAnswer(services, answer, username);
  const next = new URLSearchParams({ username, session: answer.Session ?? '' });
  return respond(services, caller, next, 'SELECT_CHALLENGE', { ANSWER: only });
}
