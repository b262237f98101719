import { normalAddress } from '../../model/addresses.ts';

/**
 * What Cognito knows a person by: an address as the directory stores it (`anna@bücher.example` is
 * `anna@xn--bcher-kva.example` there); any other name as it was entered.
 */
export const userNameOf = (entered: string): string =>
  entered.includes('@')
    ? normalAddress(entered, { nfc: (text) => text.normalize('NFC'), toServerName })
    : entered;

/** What stands in a URL beside or instead of a host name. */
const NO_HOST_NAME = /[\s%/:?#@\\]/u;

/** The platform's URL is the one thing in browsers and Node that knows the tables of UTS 46. */
function toServerName(domain: string): string {
  if (NO_HOST_NAME.test(domain)) return '';
  const url = `http://${domain}`;
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
