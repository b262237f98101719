import type { PostConfirmationTriggerEvent, PreSignUpTriggerEvent } from 'aws-lambda';
import { checkEmail, checkName, createCollector } from '../lib/validation.ts';

/** What Cognito tells before and after a sign-up. */
export type SignUpEvent = PreSignUpTriggerEvent | PostConfirmationTriggerEvent;

/** The person as Cognito knows them, by the rules of the directory; throws ValidationFailed. */
export function readPerson(event: SignUpEvent) {
  const { userAttributes } = event.request;
  const collector = createCollector();
  const email = collector.take('email', userAttributes['email'], checkEmail);
  const firstName = collector.take('given_name', userAttributes['given_name'], checkName);
  const lastName = collector.take('family_name', userAttributes['family_name'], checkName);
  collector.finish();
  // `finish` has thrown unless every value is there.
  return { email, firstName, lastName } as Record<'email' | 'firstName' | 'lastName', string>;
}
