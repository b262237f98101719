import type { SubscriptionFilter, SubscriptionFilterRule } from '../appsync-js/types.ts';
import { operators } from './operators/index.ts';
import { isObject } from './protocol.ts';

/** Limits of one subscription filter. */
export const FILTER_LIMITS = {
  /** Distinct field names of one entry. */
  fieldNames: 5,
  /** Filters of the whole group, each value of an `in` counted. */
  filters: 10,
  /** Characters of a string value. */
  characters: 256,
} as const;

/**
 * Says what in a filter AppSync does not take (form, operator, value, limits), or null when all is well.
 * `name` is the extension that set it, for the message.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/extensions.html
 */
export function filterProblem(name: string, filter: SubscriptionFilter): string | null {
  const group: unknown = isObject(filter) ? filter.filterGroup : undefined;
  if (!Array.isArray(group) || group.length === 0) {
    return `${name}: filterGroup must be a list with at least one entry`;
  }
  let total = 0;
  for (const [index, entry] of group.entries()) {
    const where = `${name}: filterGroup[${index}]`;
    const rules: unknown = isObject(entry) ? entry['filters'] : undefined;
    if (!Array.isArray(rules) || rules.length === 0) {
      return `${where}.filters must be a list with at least one filter`;
    }
    for (const [position, rule] of rules.entries()) {
      const problem = ruleProblem(rule);
      if (problem !== null) return `${where}.filters[${position}] ${problem}`;
    }
    const names = new Set((rules as SubscriptionFilterRule[]).map((rule) => rule.fieldName));
    if (names.size > FILTER_LIMITS.fieldNames) {
      return `${where}.filters uses ${names.size} field names, at most ${FILTER_LIMITS.fieldNames} are allowed`;
    }
    total += weight(rules as SubscriptionFilterRule[]);
  }
  if (total <= FILTER_LIMITS.filters) return null;
  return `${name}: filterGroup has ${total} filters (each value of an \`in\` counts), at most ${FILTER_LIMITS.filters} are allowed`;
}

/** AppSync expands `in` to one filter a value; several `in` of one entry are added here, not multiplied. */
function weight(rules: readonly SubscriptionFilterRule[]): number {
  const values = rules
    .filter((rule) => rule.operator === 'in')
    .reduce((sum, rule) => sum + (rule.value as readonly unknown[]).length, 0);
  return Math.max(1, values);
}

function ruleProblem(rule: unknown): string | null {
  if (!isObject(rule)) return 'must be an object';
  const { fieldName, operator: name, value } = rule;
  if (typeof fieldName !== 'string' || fieldName === '') return 'needs a fieldName';
  if (typeof name !== 'string') return 'needs an operator';
  const operator = operators.get(name);
  if (operator === undefined) {
    return `has the unknown operator ${name}; use one of ${[...operators.keys()].join(', ')}`;
  }
  if (!operator.accepts(value)) return `on ${fieldName}: ${name} takes ${operator.takes}`;
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === 'string' && text.length > FILTER_LIMITS.characters)) {
    return `on ${fieldName}: a string value is longer than ${FILTER_LIMITS.characters} characters`;
  }
  return null;
}
