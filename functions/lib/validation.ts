import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { FieldProblem } from './errors.ts';
import { validationFailed } from './errors.ts';
import { findJsonProblem } from './json-rule.ts';

const NAME_LENGTH = 100;
/** Of a user name in Cognito. */
const EMAIL_LENGTH = 128;
const LOCAL_PART_LENGTH = 64;
const TOKEN_LENGTH = 64;
const ATTRIBUTES_BYTES = 4096;

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Characters without a look of their own, but for the two joiners, which some scripts need. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/u;
/** Anything that can be seen by itself. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{C}\p{M}\p{Z}]/u;
/** What Cognito takes in a user name, without what has a meaning in addresses. */
const LOCAL_PART = /^(?:(?![@"(),:;<>[\\\]])[\p{L}\p{M}\p{N}\p{P}\p{S}])+$/u;
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

/** A rule's outcome: the value to store, or which rule is broken. */
type Checked<T> = { readonly value: T } | { readonly rule: string; readonly message: string };

const broken = (rule: string, message: string) => ({ rule, message });

export function checkName(field: string, value: unknown): Checked<string> {
  if (typeof value !== 'string') return broken('required', `${field} must have a value.`);
  const name = value.normalize('NFC').trim();
  if (name === '') return broken('required', `${field} must have at least 1 character.`);
  if (Array.from(name).length > NAME_LENGTH) {
    return broken('maxLength', `${field} may have at most ${NAME_LENGTH} characters.`);
  }
  if (CONTROL.test(name) || INVISIBLE.test(name)) {
    return broken('characters', `${field} must not contain control or invisible characters.`);
  }
  if (!VISIBLE.test(name)) return broken('required', `${field} must have a visible character.`);
  return { value: name };
}

export function checkEmail(field: string, value: unknown): Checked<string> {
  if (typeof value !== 'string') return broken('required', `${field} must have a value.`);
  const written = normaliseEmail(value);
  const email = isEmail(written) ? withServerName(written) : written;
  if (email.length > EMAIL_LENGTH) {
    return broken('maxLength', `${field} may have at most ${EMAIL_LENGTH} characters.`);
  }
  return isEmail(email)
    ? { value: email }
    : broken('format', `${field} must be an e-mail address like name@example.com.`);
}

/** The form that is stored, compared and locked. */
const normaliseEmail = (email: string) =>
  email.normalize('NFC').trim().toLowerCase().normalize('NFC');

/**
 * With the domain as mail servers and Cognito's mails know it (xn--): one in its own letters would be
 * the same address once more. What is no domain stays.
 */
function withServerName(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return /[^!-~]/u.test(domain) ? `${local}@${domainToASCII(domain) || domain}` : email;
}

function isEmail(email: string): boolean {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  return (
    at > 0 &&
    local.length <= LOCAL_PART_LENGTH &&
    !/\p{Default_Ignorable_Code_Point}/u.test(email) &&
    LOCAL_PART.test(local) &&
    local.split('.').every((part) => part !== '') &&
    DOMAIN.test(email.slice(at + 1))
  );
}

/** AWSPhone reads numbers without a country code as North American; so does this. */
export function checkPhone(field: string, value: unknown): Checked<string | null> {
  if (value === null || value === undefined) return { value: null };
  const options = { defaultCountry: 'US', extract: false } as const;
  const phone =
    typeof value === 'string' ? parsePhoneNumberFromString(value.trim(), options) : undefined;
  // There is no place for an extension.
  return phone?.isValid() === true && phone.ext === undefined
    ? { value: phone.number }
    : broken('format', `${field} must be a phone number like +44 20 7946 0018.`);
}

export function checkAttributes(
  field: string,
  value: unknown,
): Checked<Record<string, unknown> | null> {
  if (value === null || value === undefined) return { value: null };
  if (!isObject(value)) return broken('object', `${field} must be a JSON object.`);
  if (Buffer.byteLength(JSON.stringify(value), 'utf8') > ATTRIBUTES_BYTES) {
    return broken('maxSize', `${field} may have at most 4 KB (${ATTRIBUTES_BYTES} bytes) as JSON.`);
  }
  const problem = findJsonProblem(value);
  return problem ? broken(problem.rule, `${field} ${problem.message}`) : { value };
}

export function checkRequestToken(field: string, value: unknown): Checked<string | null> {
  if (value === null || value === undefined) return { value: null };
  if (typeof value !== 'string' || value === '' || value.length > TOKEN_LENGTH) {
    return broken('length', `${field} must have 1 to ${TOKEN_LENGTH} characters.`);
  }
  return CONTROL.test(value)
    ? broken('characters', `${field} must not contain control characters.`)
    : { value };
}

export function checkOneOf<T extends string>(values: readonly T[]) {
  return (field: string, value: unknown): Checked<T> => {
    const found = values.find((known) => known === value);
    return found === undefined
      ? broken('oneOf', `${field} must be one of ${values.join(', ')}.`)
      : { value: found };
  };
}

/** Collects the problems of all fields, so that the caller hears of every one at once. */
export function createCollector() {
  const problems: FieldProblem[] = [];
  return {
    /** The checked value; undefined when a rule is broken, and then `finish` throws. */
    take<T>(field: string, value: unknown, check: (field: string, value: unknown) => Checked<T>) {
      const result = check(field, value);
      if ('value' in result) return result.value;
      problems.push({ field, rule: result.rule, message: result.message });
      return undefined;
    },
    /** Throws ValidationFailed when any rule was broken. */
    finish() {
      if (problems.length > 0) throw validationFailed(problems);
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
