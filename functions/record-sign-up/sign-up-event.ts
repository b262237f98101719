import type { PostConfirmationTriggerEvent, PreSignUpTriggerEvent } from 'aws-lambda';
import type { SignUpField } from '../../model/user-fields.ts';
import { SIGN_UP_FIELDS, USER_FIELDS } from '../../model/user-fields.ts';
import { checkFieldOf } from '../lib/field-checks.ts';
import type { UserRecord } from '../lib/user.ts';
import { createCollector } from '../lib/validation.ts';

/** What Cognito tells before and after a sign-up. */
export type SignUpEvent = PreSignUpTriggerEvent | PostConfirmationTriggerEvent;

/** The person as Cognito knows them, by the rules of the directory; throws ValidationFailed. */
export function readPerson(event: SignUpEvent) {
  const { userAttributes } = event.request;
  const check = checkFieldOf();
  const collector = createCollector();
  const entries = SIGN_UP_FIELDS.map((field) => {
    const { cognito } = USER_FIELDS[field];
    const take = (name: string, value: unknown) => check(field, value, name);
    return [field, collector.take(cognito, userAttributes[cognito], take)] as const;
  });
  collector.finish();
  // `finish` has thrown unless every value is there.
  return Object.fromEntries(entries) as Pick<UserRecord, SignUpField>;
}
