import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The repository. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** How far the engine plays a thing. */
export type Status = 'supported' | 'partly' | 'not';

/** One thing of AWS. */
export interface Row {
  readonly name: string;
  readonly status: Status;
  /** What differs, or why; '' when there is nothing to say. */
  readonly note: string;
  /** The test that covers it, from the repository's root. */
  readonly test: string | null;
}

/** What is known of some rows beside their name. */
export interface Remarks {
  /** Name to what is missing. */
  readonly partly?: Readonly<Record<string, string>>;
  /** Name to why, or what happens instead. */
  readonly not?: Readonly<Record<string, string>>;
  /** Name to a remark that takes nothing away. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Test files and folders, in the order they are searched for one that covers the row. */
  readonly tests: readonly string[];
  /** What to look for in a test instead of the name. */
  readonly sign?: (name: string) => string | readonly string[];
}

/**
 * Rows for the names of a table in code.
 * @throws Error when a remark names something that the table no longer has
 */
export function rowsOf(names: readonly string[], remarks: Remarks): Row[] {
  const {
    partly = {},
    not = {},
    notes = {},
    tests,
    sign = (name: string): string => name,
  } = remarks;
  for (const name of Object.keys({ ...partly, ...not, ...notes })) {
    if (!names.includes(name))
      throw new Error(`local/docs/support: a remark on ${name}, which is gone`);
  }
  return names.map((name) => ({
    name,
    status: name in not ? 'not' : name in partly ? 'partly' : 'supported',
    note: not[name] ?? partly[name] ?? notes[name] ?? '',
    test: name in not ? null : findTest(wordsOf(sign(name)), tests),
  }));
}

function wordsOf(signs: string | readonly string[]): readonly string[] {
  return typeof signs === 'string' ? [signs] : signs;
}

/** The test file named after one of the words, else the first at these places that mentions one. */
export function findTest(words: readonly string[], places: readonly string[]): string | null {
  const files = [...new Set(places.flatMap(testFiles))];
  for (const word of words) {
    const found = files.find((file) => isAbout(file, word));
    if (found !== undefined) return found;
  }
  return null;
}

function isAbout(file: string, word: string): boolean {
  const pattern = new RegExp(`(?<!\\w)${word.replaceAll(/[^\w\s]/g, '\\$&')}(?!\\w)`);
  return basename(file) === `${word}.test.ts` || pattern.test(textOf(file));
}

function testFiles(place: string): string[] {
  const path = join(ROOT, place);
  if (!existsSync(path)) throw new Error(`local/docs/support: there is no ${place}`);
  if (!statSync(path).isDirectory()) return [place];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(place, file));
}

const texts = new Map<string, string>();

function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
  texts.set(file, text);
  return text;
}
