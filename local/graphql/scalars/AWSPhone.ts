import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { textScalar } from './scalar.ts';

const FORM = /^\+?\d+(?:[ -]\d+)*$/;

/**
 * Digit groups apart by spaces or hyphens; without `+` a North American number. Must be a number that
 * can exist. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
 */
export const AWSPhone = textScalar(
  'AWSPhone',
  'phone number',
  (text) => FORM.test(text) && (parsePhoneNumberFromString(text, 'US')?.isValid() ?? false),
);
