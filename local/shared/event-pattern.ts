import { LocalError } from './errors.ts';
import { isObject } from './is-object.ts';

/** Tells whether an event matches. */
export type EventPattern = (event: unknown) => boolean;

type Matcher = (value: unknown) => boolean;

/**
 * Reads one FilterCriteria pattern of an event source mapping.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 * @param where the mapping, for messages
 * @throws LocalError ERR_FUNCTION for what Lambda's filters do not know
 */
export function parseEventPattern(pattern: string, where: string): EventPattern {
  const fail = (problem: string): never => {
    throw new LocalError('ERR_FUNCTION', `${where}: filter pattern ${pattern}: ${problem}`);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    return fail('is no JSON');
  }
  return isObject(parsed) ? objectPattern(parsed, fail) : fail('is no JSON object');
}

type Fail = (problem: string) => never;

/** All members must match; `$or` holds alternatives. Of a list, one element must. */
function objectPattern(pattern: Readonly<Record<string, unknown>>, fail: Fail): Matcher {
  const members = Object.entries(pattern).map(([name, rule]): Matcher => {
    if (name === '$or' && Array.isArray(rule)) {
      const ways = rule.map((way) =>
        isObject(way) ? objectPattern(way, fail) : fail('$or takes objects'),
      );
      return (value) => ways.some((matches) => matches(value));
    }
    const matches = memberPattern(name, rule, fail);
    return (value) => matches(isObject(value) ? value[name] : undefined);
  });
  const matches = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0
      ? value.some(matches)
      : members.every((member) => member(value));
  return matches;
}

function memberPattern(name: string, rule: unknown, fail: Fail): Matcher {
  if (isObject(rule)) return objectPattern(rule, fail);
  if (!Array.isArray(rule)) return fail(`${name} must be a list of rules or an object`);
  const ways = rule.map((item) => leafPattern(item, fail));
  return (value) => ways.some((matches) => matches(value));
}

function leafPattern(rule: unknown, fail: Fail): Matcher {
  if (!isObject(rule)) return anyOf((value) => value === rule);
  const [[operator, operand] = ['', null], ...others] = Object.entries(rule);
  const make = OPERATORS.get(operator);
  if (!make || others.length > 0) return fail(`unknown rule ${JSON.stringify(rule)}`);
  const matcher = make(operand);
  return matcher ?? fail(`operand of ${operator} is not of the right kind`);
}

/** A list in the event matches when one of its elements does. */
const anyOf =
  (matches: Matcher): Matcher =>
  (value) =>
    Array.isArray(value) ? value.some(matches) : matches(value);

/** What the rules of Lambda's filter syntax do; null for an operand that they cannot take. */
export const OPERATORS: ReadonlyMap<string, (operand: unknown) => Matcher | null> = new Map([
  ['prefix', (operand: unknown) => textRule(operand, (value, text) => value.startsWith(text))],
  ['suffix', (operand: unknown) => textRule(operand, (value, text) => value.endsWith(text))],
  [
    'equals-ignore-case',
    (operand: unknown) =>
      textRule(operand, (value, text) => value.toLowerCase() === text.toLowerCase()),
  ],
  ['exists', existsRule],
  ['anything-but', anythingButRule],
  ['numeric', numericRule],
]);

function textRule(
  operand: unknown,
  compare: (value: string, text: string) => boolean,
): Matcher | null {
  if (typeof operand !== 'string') return null;
  return anyOf((value) => typeof value === 'string' && compare(value, operand));
}

/** Only leaves exist: an object is no value. */
function existsRule(operand: unknown): Matcher | null {
  if (typeof operand !== 'boolean') return null;
  return (value) => isLeaf(value) === operand;
}

function anythingButRule(operand: unknown): Matcher | null {
  if (isObject(operand)) {
    const [[operator, inner] = ['', null]] = Object.entries(operand);
    const isTextRule =
      operator === 'prefix' || operator === 'suffix' || operator === 'equals-ignore-case';
    const matches = isTextRule ? OPERATORS.get(operator)?.(inner) : null;
    return matches ? (value) => isLeaf(value) && !matches(value) : null;
  }
  const refused: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return anyOf((value) => isLeaf(value) && !refused.includes(value));
}

const isLeaf = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isLeaf) : value !== undefined && !isObject(value);

const COMPARISONS: ReadonlyMap<unknown, (value: number, bound: number) => boolean> = new Map([
  ['=', (value: number, bound: number) => value === bound],
  ['<', (value: number, bound: number) => value < bound],
  ['<=', (value: number, bound: number) => value <= bound],
  ['>', (value: number, bound: number) => value > bound],
  ['>=', (value: number, bound: number) => value >= bound],
]);

/** Numbers only: a stream record's `N` is text, and never matches, as in AWS. */
function numericRule(operand: unknown): Matcher | null {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) return null;
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS.get(operand[index]);
    const bound: unknown = operand[index + 1];
    if (!compare || typeof bound !== 'number') return null;
    tests.push((value) => compare(value, bound));
  }
  return anyOf((value) => typeof value === 'number' && tests.every((holds) => holds(value)));
}
