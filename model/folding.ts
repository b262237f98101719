/** How a text is brought into the forms of Unicode. */
export interface UnicodeForms {
  readonly nfc: (text: string) => string;
  readonly nfkd: (text: string) => string;
}

/**
 * Ranges of UTF-16 units, each its first and last one, with commas between: as one text they take the least of
 * what AppSync allows a resolver. APPSYNC_JS has no patterns in code.
 */
export function rangesOf(text: string): string[] {
  return text.split(',');
}

/** Units below have no mark among them. */
const FIRST_MARK = '\u00AD';

/**
 * What people leave out when they type a name: accents and other marks beside a letter, points of Hebrew and
 * Arabic, and what cannot be seen. Not what makes a letter another one: signs of Indic vowels and of kana.
 */
const MARKS = rangesOf(
  '\u00AD\u00AD,\u0300\u036F,\u0483\u0487,\u0591\u05BD,\u05BF\u05BF,\u05C1\u05C2,' +
    '\u05C4\u05C5,\u05C7\u05C7,\u0610\u061A,\u0640\u0640,\u064B\u065F,\u0670\u0670,' +
    '\u06D6\u06DC,\u06DF\u06E4,\u1AB0\u1AFF,\u1DC0\u1DFF,\u200B\u200F,\u2060\u2064,' +
    '\u20D0\u20FF,\uFE00\uFE0F,\uFE20\uFE2F',
);

/**
 * Letters that Unicode takes apart into nothing simpler, each before how people without it type it; and the
 * form of a sigma at the end of a word.
 */
const LETTERS = 'ßss,æae,œoe,þth,ðd,đd,ħh,ıi,łl,øo,ŧt,ςσ'.split(',');

/**
 * UTF-16 units of a text in a sort key, of which DynamoDB takes 1,024 bytes: with the id behind it it fits.
 * No two names have more together, but for ligatures that are taken apart into whole words.
 */
export const MAX_KEY_UNITS = 254;

/** Whether a UTF-16 unit is in one of the ranges. */
export function isIn(ranges: string[], unit: string): boolean {
  return ranges.some((range) => unit >= range.slice(0, 1) && unit <= range.slice(1));
}

/**
 * The one form in which a text and what somebody types for it are the same: without case, accents and
 * the like, ligatures and wide letters taken apart (`José` is `jose`, `Straße` is `strasse`). What has no such
 * form, as CJK and emoji, stays.
 */
export function foldText(text: string, { nfc, nfkd }: UnicodeForms): string {
  const units = nfkd(text).toLowerCase().split('');
  const bare = units.filter((unit) => unit < FIRST_MARK || !isIn(MARKS, unit)).join('');
  // Composed again: Korean syllables and kana are letters.
  return nfc(LETTERS.reduce((one, pair) => one.split(pair.slice(0, 1)).join(pair.slice(1)), bare));
}

/** The start of a text, of so many UTF-16 units at most, without half of a character at the end. */
export function cutTo(units: number, text: string): string {
  const start = text.slice(0, units);
  const last = start.slice(-1);
  return start !== text && last >= '\uD800' && last <= '\uDBFF' ? start.slice(0, -1) : start;
}
