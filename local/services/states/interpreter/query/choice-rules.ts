import { isObject } from '../../../../shared/is-object.ts';
import { runtimeError } from '../state-error.ts';
import type { State } from '../definition.ts';

type Find = (path: string) => unknown;

/**
 * Whether a rule in JSONPath fits.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 * @param find what a path leads to; undefined for nothing
 */
export function ruleHolds(rule: State, find: Find): boolean {
  const { And, Or, Not, Variable } = rule;
  if (Array.isArray(And)) return (And as State[]).every((one) => ruleHolds(one, find));
  if (Array.isArray(Or)) return (Or as State[]).some((one) => ruleHolds(one, find));
  if (isObject(Not)) return !ruleHolds(Not, find);
  const value = find(String(Variable));
  const [operator, wanted] = operatorOf(rule);
  if (operator === 'IsPresent') return (value !== undefined) === wanted;
  if (value === undefined) {
    throw runtimeError(
      `Invalid path '${String(Variable)}': The choice state's condition path references an invalid value.`,
    );
  }
  const test = TESTS.get(operator);
  if (test) return test(value) === wanted;
  return compares(operator, value, wanted, find);
}

const RESERVED = new Set(['Variable', 'Next', 'Comment', 'Assign', 'Output']);

function operatorOf(rule: State): readonly [operator: string, wanted: unknown] {
  return Object.entries(rule).find(([name]) => !RESERVED.has(name)) ?? ['', undefined];
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const isTimestamp = (value: unknown): value is string =>
  typeof value === 'string' && TIMESTAMP.test(value);

const TESTS: ReadonlyMap<string, (value: unknown) => boolean> = new Map(
  Object.entries({
    IsNull: (value: unknown) => value === null,
    IsString: (value: unknown) => typeof value === 'string',
    IsNumeric: (value: unknown) => typeof value === 'number',
    IsBoolean: (value: unknown) => typeof value === 'boolean',
    IsTimestamp: isTimestamp,
  }),
);

/** What a value of each type is compared as; undefined for one of another type. */
const TYPES: ReadonlyMap<string, (value: unknown) => string | number | undefined> = new Map(
  Object.entries({
    String: (value: unknown) => (typeof value === 'string' ? value : undefined),
    Numeric: (value: unknown) => (typeof value === 'number' ? value : undefined),
    Boolean: (value: unknown) => (typeof value === 'boolean' ? Number(value) : undefined),
    Timestamp: (value: unknown) => (isTimestamp(value) ? Date.parse(value) : undefined),
  }),
);

type Compare = (one: string | number, other: string | number) => boolean;

const COMPARISONS: ReadonlyMap<string, Compare> = new Map(
  Object.entries<Compare>({
    Equals: (one, other) => one === other,
    LessThan: (one, other) => one < other,
    GreaterThan: (one, other) => one > other,
    LessThanEquals: (one, other) => one <= other,
    GreaterThanEquals: (one, other) => one >= other,
    Matches: (one, other) => patternOf(String(other)).test(String(one)),
  }),
);

const OPERATOR = /^(String|Numeric|Boolean|Timestamp)([A-Z][A-Za-z]*?)(Path)?$/;

function compares(operator: string, value: unknown, wanted: unknown, find: Find): boolean {
  const [, type = '', comparison = '', path] = OPERATOR.exec(operator) ?? [];
  const [read, compare] = [TYPES.get(type), COMPARISONS.get(comparison)];
  if (!read || !compare) throw runtimeError(`${operator} is no operator of a Choice.`);
  const one = read(value);
  const other = read(path === undefined ? wanted : find(String(wanted)));
  return one !== undefined && other !== undefined && compare(one, other);
}

/** `*` stands for any characters, `\*` for itself. */
function patternOf(wildcards: string): RegExp {
  const parts = [...wildcards.matchAll(/\\(.)|(\*)|([^\\*])/gs)];
  const source = parts.map(([, escaped, star, plain]) =>
    star ? '.*' : (escaped ?? plain ?? '').replaceAll(/\W/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 's');
}
