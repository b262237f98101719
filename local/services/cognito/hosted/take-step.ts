import { CognitoError } from '../protocol/errors.ts';
import type { Caller } from '../flows/types.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import type { ShowPage, Step } from './steps.ts';
import type { AuthorizeRequest } from './types.ts';

/** Who has signed in, and how, as the claim `amr` tells. */
interface SignedIn {
  readonly user: User;
  readonly amr: readonly string[];
}

/** How a posted form ended: somebody is signed in, or another page or address is due. */
export type StepResult =
  | SignedIn
  | { readonly goTo: string }
  | { readonly show: ShowPage; readonly status: number; readonly runsScript?: boolean };

/** Takes one form on: the same checks and triggers as those of the API, only that no tokens are made. */
export async function takeStep(
  services: Services,
  { pool, client }: AuthorizeRequest,
  step: Step,
  form: URLSearchParams,
): Promise<StepResult> {
  let signedIn: SignedIn | null = null;
  const onSignedIn = (user: User, amr: readonly string[]) => void (signedIn = { user, amr });
  const caller: Caller = { pool, client, clientMetadata: {}, admin: false, onSignedIn };
  try {
    const next = await step.submit(services, caller, form);
    const done = signedIn as SignedIn | null;
    if (done !== null) return done;
    if (next === 'signed in') throw new Error('a sign-in without a user');
    return 'goTo' in next ? next : { ...next, status: 200 };
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    const { message } = error;
    const show: ShowPage = (context) => step.again(services, { ...context, error: message }, form);
    return { show, status: 400 };
  }
}
