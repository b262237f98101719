import { domainToASCII } from 'node:url';
import { MAX_ADDRESS_LENGTH, normalAddress } from '../../model/addresses.ts';
import type { Checked } from './checked.ts';
import { broken } from './checked.ts';

const LOCAL_PART_LENGTH = 64;

/** What Cognito takes in a user name, without what has a meaning in addresses. */
const LOCAL_PART = /^(?:(?![@"(),:;<>[\\\]])[\p{L}\p{M}\p{N}\p{P}\p{S}])+$/u;
/** No label begins or ends with a hyphen, the last one neither: AWSEmail writes none such in an answer. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** Checks that Cognito and mail servers can know the address; passes its normal form. */
export function checkEmail(field: string, value: unknown): Checked<string> {
  if (typeof value !== 'string') return broken('required', `${field} must have a value.`);
  const email = normalEmail(value);
  if (email.length > MAX_ADDRESS_LENGTH) {
    return broken('maxLength', `${field} may have at most ${MAX_ADDRESS_LENGTH} characters.`);
  }
  return isEmail(email) && !UNSEEN.test(value)
    ? { value: email }
    : broken('format', `${field} must be an e-mail address like name@example.com.`);
}

/** The form that is stored, compared and locked. */
export const normalEmail = (text: string) =>
  normalAddress(text, { nfc: (part) => part.normalize('NFC'), toServerName: domainToASCII });

function isEmail(email: string): boolean {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  return (
    at > 0 &&
    local.length <= LOCAL_PART_LENGTH &&
    LOCAL_PART.test(local) &&
    local.split('.').every((part) => part !== '') &&
    DOMAIN.test(email.slice(at + 1))
  );
}
