import type { SubscriptionFilter, SubscriptionFilterRule } from '../appsync-js/types.ts';
import { operators } from './operators/index.ts';
import { isObject } from './protocol.ts';

/** Whether an event is for a subscription. */
export type Matcher = (payload: unknown) => boolean;

/** Levels of `a.b.c` that AppSync follows; deeper filters are ignored. */
export const MAX_NESTING = 5;

/**
 * Argument ("basic") filters: each argument given is an equality test on the same-named top-level
 * field, all must hold; null wants a field that is null or absent.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html
 */
export function compileArguments(given: Readonly<Record<string, unknown>>): Matcher {
  const tests = Object.entries(given).filter(([, value]) => value !== undefined);
  if (tests.length === 0) return () => true;
  return (payload) =>
    isObject(payload) && tests.every(([name, value]) => fieldOf(payload, [name]) === value);
}

/**
 * Enhanced filters: entries of filterGroup are ORed, filters of one entry ANDed. Events whose value
 * is a list are ignored. The filter must have passed `filterProblem`.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export function compileFilter(filter: SubscriptionFilter): Matcher {
  const entries = filter.filterGroup.map(({ filters }) =>
    filters.filter((rule) => depth(rule) <= MAX_NESTING).map(compileRule),
  );
  return (payload) =>
    isObject(payload) && entries.some((tests) => tests.every((test) => test(payload)));
}

/** Levels of a rule's field name. */
export function depth(rule: SubscriptionFilterRule): number {
  return rule.fieldName.split('.').length;
}

function compileRule(rule: SubscriptionFilterRule): Matcher {
  const path = rule.fieldName.split('.');
  const operator = operators.get(rule.operator);
  if (operator === undefined) return () => false;
  return (payload) => operator.test(fieldOf(payload, path), rule.value);
}

/** The value at a path, null where there is none. */
function fieldOf(payload: unknown, path: readonly string[]): unknown {
  let value = payload;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return null;
    value = value[name];
  }
  return value ?? null;
}
