import { checkLength, measure, piece, spend } from '../kernel/budget.ts';
import { isArray, isInteger, values } from '../kernel/primordials.ts';
import { equal, isMap, toJavaText } from './java.ts';

/** Only false and null are not: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-programming-guide.html */
export const isTrue = (value: unknown): boolean =>
  value !== false && value !== null && value !== undefined;

/** `==`: values of different classes are compared as texts. */
export function isEqual(left: unknown, right: unknown): boolean {
  const one = left ?? null;
  const other = right ?? null;
  if (typeof one === typeof other || one === null || other === null) return equal(one, other);
  return toJavaText(one) === toJavaText(other);
}

/** Below, at or above 0; NaN for what cannot be compared, so that each comparison is false. */
export function order(left: unknown, right: unknown): number {
  return typeof left === 'number' && typeof right === 'number' ? left - right : NaN;
}

/** `+`: of numbers their sum, of anything and a text both as one text. */
export function plus(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left !== 'string' && typeof right !== 'string') return undefined;
  return text(left) + text(right);
}

type Calculation = (left: number, right: number) => number | undefined;

const CALCULATIONS: Record<string, Calculation> = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // Java divides whole numbers to a whole one.
  '/': (left, right) => (isInteger(left) && isInteger(right) ? whole(left, right) : left / right),
  '/.': (left, right) => left / right,
  '%': (left, right) => (right === 0 ? undefined : left % right),
};

const whole = (left: number, right: number): number | undefined =>
  right === 0 ? undefined : (left - (left % right)) / right;

/** `-`, `*`, `/`, `%`; null unless both are numbers. */
export function calculate(operator: string, left: unknown, right: unknown): unknown {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return CALCULATIONS[operator]?.(left, right);
}

/** `[from..to]`, also downwards. */
export function range(from: unknown, to: unknown): number[] {
  if (typeof from !== 'number' || typeof to !== 'number') return [];
  const step = from <= to ? 1 : -1;
  const length = (to - from) * step + 1;
  spend(checkLength({ length }));
  const list: number[] = [];
  for (let at = 0; at < length; at += 1) list.push(from + at * step);
  return list;
}

/** Iterations that AWS grants a loop: https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const MOST_ITERATIONS = 1_000;

/** What `#foreach` goes through: the elements of a list, the values of a map. Velocity stops at its limit. */
export function iterated(value: unknown): readonly unknown[] {
  const list: readonly unknown[] = isArray(value) ? value : isMap(value) ? values(value) : [];
  return list.length > MOST_ITERATIONS ? list.slice(0, MOST_ITERATIONS) : list;
}

function text(value: unknown): string {
  if (typeof value === 'string') return piece(value);
  measure(value);
  return toJavaText(value);
}

/** A reference in a text; null shows how it is written. */
export const shown = (value: unknown, written: string): string =>
  value === null || value === undefined ? written : text(value);
