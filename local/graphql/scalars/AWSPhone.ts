import { createRequire } from 'node:module';
import type * as PhoneNumbers from 'libphonenumber-js/max';
import { textScalar } from './scalar.ts';

const FORM = /^\+?\d+(?:[ -]\d+)*$/;

/**
 * Digit groups apart by spaces or hyphens; without `+` a North American number. Must be a number that
 * can exist. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
 */
export const AWSPhone = textScalar(
  'AWSPhone',
  'phone number',
  (text) =>
    FORM.test(text) && (phoneNumbers().parsePhoneNumberFromString(text, 'US')?.isValid() ?? false),
);

let loaded: typeof PhoneNumbers | undefined;

/** Loads the numbering plans of the world when first used: they take 14 MB. */
function phoneNumbers(): typeof PhoneNumbers {
  loaded ??= createRequire(import.meta.url)('libphonenumber-js/max') as typeof PhoneNumbers;
  return loaded;
}
