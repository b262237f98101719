import { splitAddress } from './addresses.ts';
import type { UserRecord } from './field-rows.ts';
import type { UnicodeForms } from './folding.ts';
import { cutTo, foldText, MAX_KEY_UNITS } from './folding.ts';
import { wordsOf } from './names.ts';

/**
 * Words of a user that begin neither the name nor the address, each by the index it is found in
 * (docs/decisions/0016). Who has fewer is in fewer indexes.
 */
export const WORD_INDEXES = {
  word1: 'byWord1',
  word2: 'byWord2',
  word3: 'byWord3',
  word4: 'byWord4',
} as const;

/** Orders an index of words: the word. */
export type WordKey = keyof typeof WORD_INDEXES;

/** The orders of the indexes of words. */
export const WORD_KEYS = Object.keys(WORD_INDEXES) as WordKey[];

/** What only searches read of a record. */
export type SearchAttributes = {
  /** All that a search finds the user by, a space before each: words of the name, and the address. */
  readonly words: string;
} & { readonly [Key in WordKey]: string | undefined };

/** How texts are folded, and what a domain of mail servers (xn--) is in its own letters. */
export interface SearchForms extends UnicodeForms {
  readonly toOwnLetters: (domain: string) => string;
}

/** The attributes that only searches read. */
export function searchAttributesOf(user: UserRecord, forms: SearchForms): SearchAttributes {
  const words = wordsOf(`${user.firstName} ${user.lastName}`, forms);
  const [first = '', ...others] = words.map((word) => cutTo(MAX_KEY_UNITS, word));
  const address = typedAddress(user.email, forms);
  const further = furtherWords([first, user.email], address, others);
  const keys = WORD_KEYS.map((key, index) => [key, further[index]] as const);
  const starts = [first, ...further, user.email].filter((start) => start !== '');
  return {
    words: starts.map((start) => ` ${start}`).join(''),
    ...(Object.fromEntries(keys) as Record<WordKey, string | undefined>),
  };
}

/** The address as people type it: its domain in its own letters, without accents. */
function typedAddress(email: string, forms: SearchForms): string {
  const { local, domain } = splitAddress(email);
  return foldText(domain === null ? local : `${local}@${forms.toOwnLetters(domain)}`, forms);
}

/**
 * Those that no other begins like, the address and then the longest first: of a name with more words than
 * there are indexes it is `de` and `van` that go.
 */
function furtherWords(known: string[], address: string, words: string[]): string[] {
  const isKnown = known.some((other) => other.startsWith(address));
  return WORD_KEYS.reduce<string[]>(
    (further) => {
      const found = [...known, ...further];
      const missing = words.filter((word) => !found.some((other) => other.startsWith(word)));
      const longest = missing.reduce((one, other) => (other.length > one.length ? other : one), '');
      const isRoom = further.length < WORD_KEYS.length;
      return longest !== '' && isRoom ? [...further, longest] : further;
    },
    isKnown ? [] : [address],
  );
}
