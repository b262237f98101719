import { LANGUAGES } from '../../generated/enum-values.ts';
import type { Checked } from './checked.ts';
import { broken } from './checked.ts';
import type { Wording } from './letters.ts';
import { checkOneOf, type createCollector } from './validation.ts';

const MESSAGE_LENGTH = 500;
/** Of markup, of what Cognito and we put values in the place of, and control characters but for the line's end. */
const REFUSED = /[<>{}]|(?!\n)[\p{Cc}\p{Cs}]/u;

/**
 * The checked wording of an invitation, as its fields are called in messages: `wording.message`.
 * @returns without what is not given
 */
export function takeWording(
  collector: Pick<ReturnType<typeof createCollector>, 'take'>,
  given: unknown,
): Wording {
  const { language, message } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const isLanguage = checkOneOf(LANGUAGES);
  const checked = {
    language: isAbsent(language) ? null : collector.take('wording.language', language, isLanguage),
    message: isAbsent(message) ? null : collector.take('wording.message', message, checkMessage),
  };
  return {
    ...(checked.language ? { language: checked.language } : {}),
    ...(checked.message ? { message: checked.message } : {}),
  };
}

const isAbsent = (value: unknown) => value === null || value === undefined;

function checkMessage(field: string, value: unknown): Checked<string> {
  if (typeof value !== 'string') return broken('format', `${field} must be a text.`);
  const message = value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim();
  if (Array.from(message).length > MESSAGE_LENGTH) {
    return broken('maxLength', `${field} may have at most ${MESSAGE_LENGTH} characters.`);
  }
  return REFUSED.test(message)
    ? broken(
        'plainText',
        `${field} is plain text: it must not contain < > { } or control characters.`,
      )
    : { value: message };
}
