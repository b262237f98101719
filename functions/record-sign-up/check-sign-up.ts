import { accountExists, DirectoryError } from '../lib/errors.ts';
import type { Services } from '../lib/services.ts';
import { readPerson, type SignUpEvent } from './sign-up-event.ts';

/**
 * Refuses a sign-up that could not get a record: Cognito hands the error's text to the caller. Users
 * whom an administrator invites have been checked before.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export async function checkSignUp(
  { repository }: Pick<Services, 'repository'>,
  event: SignUpEvent,
): Promise<SignUpEvent> {
  if (event.triggerSource !== 'PreSignUp_SignUp') return event;
  const { email } = inOneText(() => readPerson(event));
  // The table may know an address sooner than Cognito does.
  if (await repository.lockOwner(email)) {
    throw accountExists();
  }
  return event;
}

/** Only the text of an error reaches the caller, so it must name every broken rule; Cognito ends it with a full stop. */
function inOneText<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const problems = (error.info ?? []) as readonly { readonly message: string }[];
    const text = problems.map(({ message }) => message.replace(/\.$/, '')).join('; ');
    throw new DirectoryError(error.type, text, problems);
  }
}
