import { isArray } from './primordials.ts';
import { UtilError, callHost } from './state.ts';

/**
 * What one evaluation may take. AWS ends code that takes too long or grows too large, but publishes no
 * figure except the 5 MB of an evaluated answer: these are well above whatever fits into that.
 */
const MOST_ELEMENTS = 2_500_000;
const MOST_CHARACTERS = 10_000_000;
/** Of all long pieces that are joined to text in one run. */
const MOST_JOINED = 64_000_000;
/** Pieces up to this do not count: no loop is long enough to make much of them. */
const SHORT_PIECE = 1_000_000;
/** Elements and characters that may be handled before the host looks at its clock and memory. */
const UNITS_BETWEEN_CHECKS = 100_000;
/** From this length on, a text takes time and memory in any use: as a key, compared, sorted. */
const LONG_PIECE = 10_000;
/** Once there are long texts, a step may take as much as a thousand. */
const UNITS_BETWEEN_CHECKS_WITH_LONG_TEXTS = 1_000;
/** An iteration, and a call of an array method's function: what it does is not known. */
export const UNITS_OF_STEP = 20;
/** Below it values are not looked at: a bomb of nested lists is wider than deep. */
const MOST_DEPTH = 1_000;

const spent = { units: -Infinity, joined: 0, kept: 0, most: UNITS_BETWEEN_CHECKS };

/** A run begins. Before the first one nothing counts. */
export function resetBudget(): void {
  spent.units = 0;
  spent.joined = 0;
  spent.kept = 0;
  spent.most = UNITS_BETWEEN_CHECKS;
}

/**
 * Counts work. From time to time the host is asked whether the run may go on.
 * @throws UtilError when it may not
 */
export function spend(units: number): void {
  spent.units += units;
  if (spent.units < spent.most) return;
  spent.units = 0;
  callHost('budget');
}

/** One iteration of a loop, one call of a function: the compiler calls it. */
export function step(): void {
  spend(UNITS_OF_STEP);
}

/** Before a call that goes through what nobody judged; no arguments of that call: the compiler calls it. */
export function look(): readonly never[] {
  spend(UNITS_BETWEEN_CHECKS);
  return [];
}

/** The length of a list or text that a function of the language is to go through. */
export function checkLength(value: unknown): number {
  if (typeof value === 'string') {
    if (value.length > MOST_CHARACTERS) tooLarge('a text', MOST_CHARACTERS, 'characters');
    return value.length;
  }
  const { length } = value as { length?: unknown };
  if (typeof length !== 'number') return 0;
  if (length > MOST_ELEMENTS) tooLarge('a list', MOST_ELEMENTS, 'elements');
  return length;
}

/** What a method of lists or texts goes through, or is spread: the compiler calls it. */
export function sized<T>(value: T): T {
  if (typeof value === 'string' || isArray(value)) spend(checkLength(value));
  return value;
}

/** An index or length that is assigned: the compiler calls it. */
export function index<T>(value: T): T {
  if (typeof value === 'number' && value > MOST_ELEMENTS) checkLength({ length: value });
  return value;
}

/** What is joined to a text: the compiler calls it. */
export function piece<T>(value: T): T {
  if (typeof value !== 'string' || value.length < LONG_PIECE) return value;
  spent.most = UNITS_BETWEEN_CHECKS_WITH_LONG_TEXTS;
  if (value.length <= SHORT_PIECE) return value;
  spent.joined += checkLength(value);
  if (spent.joined > MOST_JOINED) tooLarge('a text', MOST_JOINED, 'characters');
  return value;
}

/** What `for (k in value)` makes the keys of: the compiler calls it. */
export function keysOf<T>(value: T): T {
  if (typeof value === 'string' || isArray(value)) countKeys(value);
  return value;
}

/**
 * A key of a list or text is a text of its own, which takes far more than the element.
 * @throws UtilError when there are too many
 */
export function countKeys({ length }: { readonly length: number }): void {
  checkLength({ length: length * UNITS_OF_STEP });
  spend(length * UNITS_OF_STEP);
}

/** Members of an object that is copied, from which on the host looks at once. */
const MANY_MEMBERS = 1_000;

/** An object all of whose members are copied: the compiler calls it. */
export function copied<T>(value: T): T {
  if (typeof value !== 'object' || isArray(value)) return value;
  let members = 0;
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- counts without a list of the names
  for (const _ in value) {
    members += 1;
    if (members < MANY_MEMBERS) continue;
    spend(UNITS_BETWEEN_CHECKS);
    break;
  }
  return value;
}

/** What is behind `?.`, unless nothing is before it: the compiler calls it. */
export function chain<T, R>(value: T, rest: (value: NonNullable<T>) => R): R | undefined {
  return value === null || value === undefined ? undefined : rest(value);
}

/**
 * How much JSON, or whatever else is made of a value, would hold at the least; a member that occurs
 * twice counts twice.
 * @throws UtilError when it is too large
 */
export function measure(value: unknown): void {
  if (typeof value === 'object' ? value !== null : typeof value === 'string') {
    spend(sizeOf(value, 0, 0));
  }
}

/**
 * Counts what a run keeps for its answer beside the result: log lines and appended errors.
 * @throws UtilError when all of it is too large
 */
export function keep(values: readonly unknown[]): void {
  for (const value of values) {
    const size = sizeOf(value, 0, 0);
    spend(size);
    spent.kept += size;
  }
  if (spent.kept > MOST_CHARACTERS) tooLarge('log lines and errors', MOST_CHARACTERS, 'characters');
}

function sizeOf(value: unknown, before: number, depth: number): number {
  let size = before + 1;
  if (typeof value === 'string') size += value.length;
  if (size > MOST_CHARACTERS) tooLarge('a value', MOST_CHARACTERS, 'characters of JSON');
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return size;
  if (isArray(value)) {
    const length = checkLength(value);
    for (let index = 0; index < length; index += 1) size = sizeOf(value[index], size, depth + 1);
    return size;
  }
  for (const key in value) {
    size = sizeOf((value as Record<string, unknown>)[key], size, depth + 1);
  }
  return size;
}

function tooLarge(what: string, most: number, units: string): never {
  throw new UtilError(
    `The code made ${what} of more than ${most} ${units}, which is more than it may hold in memory.`,
  );
}
