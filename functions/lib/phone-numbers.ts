import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const OPTIONS = { defaultCountry: 'US', extract: false } as const;

/**
 * Reads a number as AWSPhone does, to which one without a country's code is North American.
 * @returns it as E.164 has it; null when it is none, or has an extension, for which there is no place
 */
export function readPhoneNumber(text: string): string | null {
  const phone = parsePhoneNumberFromString(text.trim(), OPTIONS);
  return phone?.isValid() === true && phone.ext === undefined ? phone.number : null;
}
