import type { SubscriptionFilter, SubscriptionFilterRule } from '../appsync-js/types.ts';
import { isObject } from '../shared/is-object.ts';
import { operators } from './operators/index.ts';

/** Limits of one subscription filter. */
export const FILTER_LIMITS = {
  /** Distinct field names of one entry. */
  fieldNames: 5,
  /** Filters of the whole group, each value of an `in` counted. */
  filters: 10,
  /** Characters of a string value. */
  characters: 256,
} as const;

/** Why AppSync does not take a filter. */
export interface FilterProblem {
  /** What AppSync tells the client. */
  readonly message: string;
  /** Where it is and what would be right, for whoever wrote the resolver. */
  readonly hint: string;
}

/**
 * Says what in a filter AppSync does not take (form, operator, value, limits), or null when all is well.
 * `name` is the extension that set it, for the hint.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/extensions.html
 */
export function filterProblem(name: string, filter: SubscriptionFilter): FilterProblem | null {
  const group: unknown = isObject(filter) ? filter.filterGroup : undefined;
  if (!Array.isArray(group) || group.length === 0) {
    return invalid(`${name}: filterGroup must be a list with at least one entry`);
  }
  let total = 0;
  for (const [index, entry] of group.entries()) {
    const where = `${name}: filterGroup[${index}].filters`;
    const rules: unknown = isObject(entry) ? entry['filters'] : undefined;
    if (!Array.isArray(rules) || rules.length === 0) {
      return invalid(`${where} must be a list with at least one filter`);
    }
    for (const [position, rule] of rules.entries()) {
      const problem = ruleProblem(`${where}[${position}]`, rule);
      if (problem !== null) return problem;
    }
    const problem = namesProblem(where, rules as SubscriptionFilterRule[]);
    if (problem !== null) return problem;
    total += weight(rules as SubscriptionFilterRule[]);
  }
  if (total <= FILTER_LIMITS.filters) return null;
  return {
    message: `Filters combination exceed maximum limit ${FILTER_LIMITS.filters} for subscription.`,
    hint: `${name}: filterGroup has ${total} filters (each value of an \`in\` counts), at most ${FILTER_LIMITS.filters} are allowed`,
  };
}

function namesProblem(
  where: string,
  rules: readonly SubscriptionFilterRule[],
): FilterProblem | null {
  const names = rules.map(({ fieldName }) => fieldName);
  const count = new Set(names).size;
  if (count > FILTER_LIMITS.fieldNames) {
    return {
      message: `Filters exceed maximum attributes limit ${FILTER_LIMITS.fieldNames} for subscription.`,
      hint: `${where} uses ${count} field names, at most ${FILTER_LIMITS.fieldNames} are allowed`,
    };
  }
  if (count === names.length) return null;
  const twice = names.find((name, index) => names.indexOf(name) !== index) ?? '';
  return {
    message: 'subscription filter uses same fieldName multiple time.',
    hint: `${where} tests ${twice} more than once: use one operator, or an entry of filterGroup for each`,
  };
}

/** AppSync expands `in` to one filter a value; several `in` of one entry are added here, not multiplied. */
function weight(rules: readonly SubscriptionFilterRule[]): number {
  const values = rules
    .filter((rule) => rule.operator === 'in')
    .reduce((sum, rule) => sum + (rule.value as readonly unknown[]).length, 0);
  return Math.max(1, values);
}

function ruleProblem(where: string, rule: unknown): FilterProblem | null {
  if (!isObject(rule)) return invalid(`${where} must be an object`);
  const { fieldName, operator: name, value } = rule;
  if (typeof fieldName !== 'string' || fieldName === '')
    return invalid(`${where} needs a fieldName`);
  if (typeof name !== 'string') return invalid(`${where} needs an operator`);
  const operator = operators.get(name);
  if (operator === undefined) {
    const known = [...operators.keys()].join(', ');
    return {
      message: `subscription filter has invalid operator \`${name}\`.`,
      hint: `${where} on ${fieldName}: there is no operator ${name}; use one of ${known}`,
    };
  }
  const hint = `${where} on ${fieldName}: ${name} takes ${operator.takes}`;
  const { maxValues } = operator;
  if (maxValues !== undefined && Array.isArray(value) && value.length > maxValues) {
    return {
      message: `subscription exceeds maximum value limit ${maxValues} for operator \`${name}\`.`,
      hint,
    };
  }
  if (!operator.accepts(value)) return invalidValue(name, hint);
  const texts = Array.isArray(value) ? value : [value];
  if (texts.every((text) => typeof text !== 'string' || text.length <= FILTER_LIMITS.characters)) {
    return null;
  }
  return invalidValue(
    name,
    `${where} on ${fieldName}: a string value is longer than ${FILTER_LIMITS.characters} characters`,
  );
}

const invalidValue = (operator: string, hint: string): FilterProblem => ({
  message: `subscription filter has invalid filter value for operator \`${operator}\`.`,
  hint,
});

const invalid = (hint: string): FilterProblem => ({
  message: 'subscription filter is invalid.',
  hint,
});
