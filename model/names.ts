import type { TextForms } from './addresses.ts';

/** What `\s` of JavaScript's patterns is, beside the space: APPSYNC_JS has no patterns in code. */
const SPACES = [
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\u00A0',
  '\u1680',
  '\u2000',
  '\u2001',
  '\u2002',
  '\u2003',
  '\u2004',
  '\u2005',
  '\u2006',
  '\u2007',
  '\u2008',
  '\u2009',
  '\u200A',
  '\u2028',
  '\u2029',
  '\u202F',
  '\u205F',
  '\u3000',
  '\uFEFF',
];

/**
 * The one form in which names, and starts of names, are stored in indexes and compared: NFC, lower case, one
 * space between words, none before the first. A space at the end stays one: the start of a name may end there.
 * A sigma at the end of a word has a form of its own, by which the start of a longer one would miss.
 */
export function searchableName(text: string, forms: Pick<TextForms, 'nfc'>): string {
  const lower = forms.nfc(text).toLowerCase().split('ς').join('σ');
  const spaced = SPACES.reduce((one, space) => one.split(space).join(' '), lower);
  const words = spaced.split(' ').filter((word) => word !== '');
  return words.join(' ') + (words.length > 0 && spaced.endsWith(' ') ? ' ' : '');
}
