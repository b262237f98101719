import type { UnicodeForms } from './folding.ts';
import { foldText, isIn, rangesOf } from './folding.ts';

/** Written in some words and left out in others: `O'Brien` is `obrien`. */
const APOSTROPHES = "'`´ʹʻʼʽ\u055A׳״‘’‛′＇".split('');

/** What is between words: all that `\s` of JavaScript's patterns is, signs of ASCII and punctuation. */
const SEPARATORS = rangesOf(
  '\t\r, /,:@,[`,{~,\u00A0\u00A1,\u00A7\u00A7,\u00AB\u00AB,\u00B6\u00B7,\u00BB\u00BB,' +
    '\u00BF\u00BF,\u058A\u058A,\u05BE\u05BE,\u060C\u060C,\u061B\u061B,\u061F\u061F,' +
    '\u0964\u0965,\u1680\u1680,\u2000\u200A,\u2010\u2029,\u202F\u205F,\u3000\u3003,' +
    '\u3008\u3011,\u3014\u301F,\u30FB\u30FB,\uFEFF\uFEFF',
);

/** Behind the name in a key that orders by it; in no word of a name. */
export const END_OF_NAME = '#';

/** The words of a name, each in its folded form. */
export function wordsOf(text: string, forms: UnicodeForms): string[] {
  return spaced(text, forms)
    .split(' ')
    .filter((word) => word !== '');
}

/** The one form in which names are compared with those in indexes: all words of a name with one space between them. */
export function searchableName(text: string, forms: UnicodeForms): string {
  return wordsOf(text, forms).join(' ');
}

/**
 * What the keys of names begin with of whom somebody types the start of the name. Signs that no name is found by
 * begin the keys of those whose names are signs alone: what is left of them in a key is the end of the name.
 */
export function namePrefixOf(typed: string, forms: UnicodeForms): string {
  const name = searchableName(typed, forms);
  return name === '' && typed.trim() !== '' ? END_OF_NAME : name;
}

/** Folded, with spaces for all that is between words. */
function spaced(text: string, forms: UnicodeForms): string {
  // Folding makes spaces of some apostrophes, and apostrophes of some letters.
  return withoutApostrophes(foldText(withoutApostrophes(text), forms))
    .split('')
    .map((unit) => (isIn(SEPARATORS, unit) ? ' ' : unit))
    .join('');
}

function withoutApostrophes(text: string): string {
  return APOSTROPHES.reduce((one, sign) => one.split(sign).join(''), text);
}
