import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const OPTIONS = { defaultCountry: 'US', extract: false } as const;

/**
 * Reads a number as AWSPhone does, to which one without a country's code is North American. By the whole numbering
 * plans, as it does: what import or adopt took beyond them could be in no answer. Bundles of functions have lengths only.
 * @returns it as E.164 has it; null when it is none, or has an extension, for which there is no place
 */
export function readPhoneNumber(text: string): string | null {
  const phone = parsePhoneNumberFromString(text.trim(), OPTIONS);
  return phone?.isValid() === true && phone.ext === undefined ? phone.number : null;
}
