/** Characters of an address in its normal form: of a user name in Cognito. */
export const MAX_ADDRESS_LENGTH = 128;

/** How a text is brought into the forms that only their own callers know of. */
export interface TextForms {
  /** Unicode NFC. */
  nfc: (text: string) => string;
  /** A domain as mail servers know it (xn--, UTS 46); empty when it is none. */
  toServerName: (domain: string) => string;
}

/**
 * The one form in which an address is stored, locked, looked up and compared: trimmed, NFC, the local
 * part in lower case, the domain in ASCII. What is no address comes out as some text that is none.
 */
export function normalAddress(text: string, forms: TextForms): string {
  const { local, domain } = splitAddress(forms.nfc(text.trim()));
  const name = forms.nfc(local.toLowerCase());
  if (domain === null) return name;
  // In lower case by its own rules: not even a sigma at the end of a word is an exception in a domain.
  return `${name}@${isAscii(domain) ? domain.toLowerCase() : forms.toServerName(domain)}`;
}

/** The parts around the last @; without one all is local part, and the domain null. */
export function splitAddress(text: string): { local: string; domain: string | null } {
  const at = text.lastIndexOf('@');
  return at < 0
    ? { local: text, domain: null }
    : { local: text.slice(0, at), domain: text.slice(at + 1) };
}

/** Whether an address has its domain, if any, in the letters of mail servers. */
export function hasAsciiDomain(text: string): boolean {
  return isAscii(splitAddress(text).domain ?? '');
}

function isAscii(text: string): boolean {
  return text.split('').every((unit) => unit <= '\u007F');
}
