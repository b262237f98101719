import type { Term } from '../../model/search-terms.ts';
import { termOf } from '../../model/search-terms.ts';
import { UNICODE_FORMS } from '../lib/item.ts';

export type { Term };

/**
 * What was typed, term by term; who is found has them all. Without those of which folding leaves nothing, as of
 * an accent by itself: everybody would have them.
 */
export function termsOf(text: string): Term[] {
  return text
    .split(/\s+/u)
    .map((term) => termOf(term, UNICODE_FORMS))
    .filter(({ whole }) => whole !== '');
}

/** Starts of words and addresses such that whoever has the term has one of these. */
export function startsOf({ whole, words }: Term): string[] {
  const [longest] = words.toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return [whole];
  return whole.startsWith(longest) ? [longest] : [whole, longest];
}

/** As a condition on what the table holds to be found by; `name` makes a name of a value. */
export function conditionOf({ whole, words }: Term, name: (value: string) => string): string {
  const has = (start: string) => `contains(#words, ${name(` ${start}`)})`;
  if (words.length === 0) return has(whole);
  return `(${has(whole)} OR (${words.map(has).join(' AND ')}))`;
}
