import type { UnicodeForms } from './folding.ts';
import { foldText } from './folding.ts';
import { wordsOf } from './names.ts';

/** One of the texts between the spaces of a search, folded. */
export interface Term {
  /** As the start of an address, or of one word. */
  readonly whole: string;
  /** As starts of words, all of which a name must have: `Müller-Lü` of two. None in an address. */
  readonly words: readonly string[];
}

/** What a text without spaces is searched as; who is found has all terms. */
export function termOf(typed: string, forms: UnicodeForms): Term {
  // As a browser takes the full stop of an international domain (UTS 46).
  const whole = foldText(typed, forms).split('。').join('.');
  const words = whole.indexOf('@') < 0 ? wordsOf(typed, forms) : [];
  return { whole, words: words.length === 1 && words[0] === whole ? [] : words };
}
