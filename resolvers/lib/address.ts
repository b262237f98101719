import { util } from '@aws-appsync/utils';
import {
  hasAsciiDomain,
  MAX_ADDRESS_LENGTH,
  normalAddress,
  splitAddress,
} from '../../model/addresses.ts';

/** Forms of texts as APPSYNC_JS makes them. */
export const FORMS = {
  nfc: (text: string) => util.str.normalize(text, 'nfc'),
  nfkd: (text: string) => util.str.normalize(text, 'nfkd'),
  // Nothing here knows the tables of international domains: search-users is asked for those.
  toServerName: (domain: string) => domain,
};

/** An address, or the start of one, as the table holds it; for domains in ASCII only. */
export function asciiAddress(text: string): string {
  return normalAddress(text, FORMS);
}

/** All up to the domain, the @ included, as the table holds it. */
export function localPart(text: string): string {
  return asciiAddress(`${splitAddress(text).local}@`);
}

/**
 * Whether the start of an address may be that of an international domain: its first word, not yet
 * at an end, may have no letter of its own so far.
 */
export function isBegunDomain(text: string): boolean {
  const domain = splitAddress(text.trim()).domain ?? '';
  return !hasAsciiDomain(text) || (domain !== '' && domain.indexOf('.') < 0);
}

/** Whether somebody could have this address; what is longer DynamoDB may refuse as a key. */
export function mayBeAddress(text: string): boolean {
  return text !== '' && text.length <= MAX_ADDRESS_LENGTH;
}
