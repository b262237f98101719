import { normalize, own, toText } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';

const FORMS: Record<string, string> = { nfc: 'NFC', nfd: 'NFD', nfkc: 'NFKC', nfkd: 'NFKD' };

/**
 * util.str.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/str-helpers-in-util-str-js.html
 */
export const str = {
  normalize(value: unknown, form: unknown): string {
    const name = own(FORMS, toText(form).toLowerCase());
    if (name === undefined)
      throw new UtilError(`Unknown normalization form ${form as string}: nfc, nfd, nfkc or nfkd`);
    return normalize(toText(value), name);
  },
};
