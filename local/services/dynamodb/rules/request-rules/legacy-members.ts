import type { CallRule } from './types.ts';

const SELECTS: Readonly<Record<string, string>> = {
  ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
  COUNT: 'only the Count',
};
const CONDITIONS = ['Expected', 'QueryFilter', 'ScanFilter'];

/**
 * Parameters that came before expressions, and what they go with.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
 */
export const legacyMembers: CallRule = ({ input }) => {
  const { AttributesToGet: asked, Select: select, ConditionalOperator: operator } = input;
  if (Array.isArray(asked) && asked.length === 0)
    return "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1";
  const selected = typeof select === 'string' ? SELECTS[select] : undefined;
  if (asked !== undefined && selected !== undefined)
    return `Cannot specify the AttributesToGet when choosing to get ${selected}`;
  if (typeof operator === 'string' && CONDITIONS.every((member) => input[member] === undefined))
    return 'ConditionalOperator cannot be used without Filter or Expected';
  return null;
};
