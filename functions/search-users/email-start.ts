import { domainToASCII, domainToUnicode } from 'node:url';
import { splitAddress } from '../../model/addresses.ts';

/**
 * Tells addresses whose domain begins with that of `start`, in its own letters or in ASCII, in which
 * the table keeps it: there the start of a word is not the start of its form.
 */
export function domainStartsAs(start: string): (email: unknown) => boolean {
  const written = splitAddress(start).domain ?? '';
  const domain = written.toLowerCase();
  const wanted = domainToUnicode(domainToASCII(written)) || domain;
  return (email) => {
    const kept = splitAddress(String(email)).domain ?? '';
    return kept.startsWith(domain) || domainToUnicode(kept).startsWith(wanted);
  };
}
