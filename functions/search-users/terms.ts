import { foldText } from '../../model/folding.ts';
import { wordsOf } from '../../model/names.ts';
import { UNICODE_FORMS } from '../lib/item.ts';

/** One of the texts between the spaces of a search, folded. */
export interface Term {
  /** As the start of an address, or of one word. */
  readonly whole: string;
  /** As starts of words, all of which a name must have: `Müller-Lü` of two. None in an address. */
  readonly words: readonly string[];
}

/** What was typed, term by term; who is found has them all. */
export function termsOf(text: string): Term[] {
  return text
    .split(/\s+/u)
    .filter((term) => term !== '')
    .map(toTerm);
}

function toTerm(typed: string): Term {
  // As a browser takes the full stop of an international domain (UTS 46).
  const whole = foldText(typed, UNICODE_FORMS).replaceAll('。', '.');
  const words = whole.includes('@') ? [] : wordsOf(typed, UNICODE_FORMS);
  return { whole, words: words.length === 1 && words[0] === whole ? [] : words };
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
