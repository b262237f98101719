import { recordOf, type CallInput } from '../../request-context.ts';
import type { CallRule } from './types.ts';

const ON_FAILURE = ['ALL_OLD', 'NONE'];
const OPERATORS = ['OR', 'AND'];
const COMPARISONS =
  'IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS'.split(
    ', ',
  );
const FILTERS = ['QueryFilter', 'ScanFilter', 'KeyConditions'];

/**
 * Members that take one of a few words, which the engine behind does not look at.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#API_PutItem_RequestSyntax
 */
export const enums: CallRule = ({ input, parts }) => {
  for (const [index, { action, input: part }] of parts.entries()) {
    const at = action === null ? '' : `transactItems.${index + 1}.member.${lowerFirst(action)}.`;
    const problem = wrong(
      part.ReturnValuesOnConditionCheckFailure,
      `${at}returnValuesOnConditionCheckFailure`,
      ON_FAILURE,
    );
    if (problem !== null) return problem;
  }
  return wrong(input.ConditionalOperator, 'conditionalOperator', OPERATORS) ?? comparisons(input);
};

function comparisons(input: CallInput): string | null {
  for (const member of FILTERS) {
    for (const [name, condition] of Object.entries(recordOf(input[member]))) {
      const at = `${lowerFirst(member)}.${name}.member.comparisonOperator`;
      const problem = wrong(recordOf(condition).ComparisonOperator, at, COMPARISONS);
      if (problem !== null) return problem;
    }
  }
  return null;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function wrong(value: unknown, at: string, allowed: readonly string[]): string | null {
  if (typeof value !== 'string' || allowed.includes(value)) return null;
  return (
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: ` +
    `Member must satisfy enum value set: [${allowed.join(', ')}]`
  );
}
