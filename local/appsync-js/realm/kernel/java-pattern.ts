import { checkLength } from './budget.ts';
import { translatePattern } from './java-translate.ts';
import type { Translated } from './java-translate.ts';
import { Pattern, codePointAt, hasOwn } from './primordials.ts';
import { UtilError, callHost } from './state.ts';

/** Whether text can be a Java group name. */
export function isJavaWord(text: string): boolean {
  return new Pattern('^[A-Za-z][A-Za-z0-9]*$').test(text);
}

/** What a pattern found: the groups by number, of which those that took no part are null or undefined. */
export interface Match {
  readonly index: number;
  readonly length: number;
  readonly [group: number]: string | null | undefined;
  readonly groups?: Readonly<Record<string, string | null | undefined>> | null | undefined;
}

interface JavaPattern {
  readonly source: string;
  readonly flags: string;
  readonly regexp: RegExp;
  readonly translated: Translated;
}

type Use = 'search' | 'whole';

const cache: Record<string, JavaPattern> = {};
let cached = 0;

/**
 * A java.util.regex pattern as a JavaScript one, for searching or for matching the whole text.
 * @throws UtilError for what Java refuses or JavaScript cannot express
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
function toPattern(source: string, use: Use): JavaPattern {
  const key = `${use}/${source}`;
  const known = hasOwn(cache, key) ? cache[key] : undefined;
  if (known !== undefined) return known;
  const pattern = compile(source, use);
  if (cached < 200) {
    cache[key] = pattern;
    cached += 1;
  }
  return pattern;
}

function compile(original: string, use: Use): JavaPattern {
  checkLength(original);
  const translated = translatePattern(original);
  const isWhole = use === 'whole';
  const source = isWhole ? `^(?:${translated.text})$` : translated.text;
  const flags = isWhole ? 'v' : 'gv';
  try {
    return { source, flags, regexp: new Pattern(source, flags), translated };
  } catch (error) {
    throw new UtilError(`Invalid regular expression ${original}: ${(error as Error).message}`);
  }
}

/** Steps of backtracking that need no watch: some milliseconds. */
const STEPS_UNWATCHED = 1_000_000;

/** Whether a pattern may take long with a text of so many characters: both engines backtrack. */
function mayTakeLong({ translated, flags }: JavaPattern, length: number): boolean {
  const { isNested, repetitions, choices } = translated;
  if (isNested) return true;
  let steps = 1;
  // A search begins at each character.
  const powers = flags === 'v' ? repetitions : repetitions + 1;
  for (let power = 0; power < powers; power += 1) steps *= length + 1;
  for (let choice = 0; choice < choices; choice += 1) steps *= 2;
  return steps > STEPS_UNWATCHED;
}

/** Whether a pattern describes the whole of a text. */
export function matchesWhole(source: string, text: string): boolean {
  checkLength(text);
  const pattern = toPattern(source, 'whole');
  return mayTakeLong(pattern, text.length)
    ? watched(pattern, text, false).length > 0
    : pattern.regexp.test(text);
}

/** The places of a text that a pattern describes: the first, or all. */
export function search(source: string, text: string, all: boolean): readonly Match[] {
  checkLength(text);
  const pattern = toPattern(source, 'search');
  if (mayTakeLong(pattern, text.length)) return watched(pattern, text, all);
  const { regexp } = pattern;
  regexp.lastIndex = 0;
  const found: Match[] = [];
  let match = regexp.exec(text);
  while (match !== null) {
    found.push(match);
    if (!all) break;
    if (match[0] === '') regexp.lastIndex += widthAt(text, match.index);
    match = regexp.exec(text);
  }
  return found;
}

/** UTF-16 units of the character at an index: from within one, the search would go back to its start. */
function widthAt(text: string, index: number): number {
  return (codePointAt(text, index) ?? 0) > 0xffff ? 2 : 1;
}

interface Found {
  index: number;
  texts: (string | null)[];
  groups: Record<string, string | null> | null;
}

/** The host runs it, where it can be stopped. */
function watched({ source, flags }: JavaPattern, text: string, all: boolean): readonly Match[] {
  const found = callHost('search', source, flags, text, all) as Found[];
  const matches: Match[] = [];
  for (const { index, texts, groups } of found) {
    const match = texts as unknown as { index: number; groups: Found['groups'] };
    match.index = index;
    match.groups = groups;
    matches.push(match as unknown as Match);
  }
  return matches;
}
