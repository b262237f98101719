import { readPhoneNumber } from '#phone-numbers';
import type { FieldProblem } from '../../model/errors.ts';
import type { Checked } from './checked.ts';
import { broken } from './checked.ts';
import { validationFailed } from './errors.ts';

export { checkAttributes, checkAttributesOf } from './check-attributes.ts';
export { checkEmail } from './check-email.ts';

const NAME_LENGTH = 100;
const TOKEN_LENGTH = 64;

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/**
 * Characters without a look of their own, and what is no character; but for the two joiners, which some scripts
 * need, and what chooses among the forms of a character: of emoji, of Han, and behind a Mongolian letter.
 */
const INVISIBLE =
  /(?![\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f])[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1D159}\u{13441}\u{13442}]/u;
/**
 * Anything that can be seen by itself. Unlike their classes, four symbols and letters are blank: of
 * Braille, of music and two of Egyptian.
 */
const VISIBLE =
  /(?![\u2800\u{1D159}\u{13441}\u{13442}])[^\p{Default_Ignorable_Code_Point}\p{C}\p{M}\p{Z}]/u;

/** Checks a name of a person; passes it as NFC, without spaces around. */
export function checkName(field: string, value: unknown): Checked<string> {
  if (typeof value !== 'string') return broken('required', `${field} must have a value.`);
  const name = value.normalize('NFC').trim();
  if (name === '') return broken('required', `${field} must have at least 1 character.`);
  if (Array.from(name).length > NAME_LENGTH) {
    return broken('maxLength', `${field} may have at most ${NAME_LENGTH} characters.`);
  }
  const refused = broken(
    'characters',
    `${field} must not contain control or invisible characters.`,
  );
  if (CONTROL.test(name)) return refused;
  if (!VISIBLE.test(name)) return broken('required', `${field} must have a visible character.`);
  if (INVISIBLE.test(name)) return refused;
  return { value: name };
}

/** A phone number, in the form of E.164; null when none is given. */
export function checkPhone(field: string, value: unknown): Checked<string | null> {
  if (value === null || value === undefined) return { value: null };
  const phone = typeof value === 'string' ? readPhoneNumber(value) : null;
  return phone === null
    ? broken('format', `${field} must be a phone number like +44 20 7946 0018.`)
    : { value: phone };
}

/** Checks a clientRequestToken; null when none is given. */
export function checkRequestToken(field: string, value: unknown): Checked<string | null> {
  if (value === null || value === undefined) return { value: null };
  if (typeof value !== 'string' || value === '' || value.length > TOKEN_LENGTH) {
    return broken('length', `${field} must have 1 to ${TOKEN_LENGTH} characters.`);
  }
  return CONTROL.test(value)
    ? broken('characters', `${field} must not contain control characters.`)
    : { value };
}

/** Makes the check that a value is one of these. */
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
    take<T, Field extends string>(
      field: Field,
      value: unknown,
      check: (field: Field, value: unknown) => Checked<T>,
    ) {
      const result = check(field, value);
      if ('value' in result) return result.value;
      problems.push({ field, ...result });
      return undefined;
    },
    /** Throws ValidationFailed when any rule was broken. */
    finish() {
      if (problems.length > 0) throw validationFailed(problems);
    },
  };
}
