import { recordOf, type CallInput } from '../request-context.ts';
import { LONGEST, readExpression } from '../rules/expressions/read-expression.ts';

/** Tries before the failure is answered: each means that somebody else wrote the item in between. */
export const ATTEMPTS = 20;

/** What guards name: placeholders that begin with letters that no app would choose. */
interface Placeholders {
  readonly names?: CallInput;
  readonly values?: CallInput;
}

/** A write that is held to conditions of ours beside its own; a failure tells the item that is there. */
export function withGuards(
  input: CallInput,
  guards: readonly string[],
  { names, values }: Placeholders,
): CallInput {
  const { ConditionExpression: condition } = input;
  const own = typeof condition === 'string' ? [inParentheses(condition)] : [];
  const added = (member: string, given: CallInput | undefined): CallInput =>
    given ? { [member]: { ...recordOf(input[member]), ...given } } : {};
  return {
    ...input,
    ConditionExpression: [...own, ...guards].join(' AND '),
    ...added('ExpressionAttributeNames', names),
    ...added('ExpressionAttributeValues', values),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** The same; null when its own condition cannot be read, or leaves no room. */
export function withGuardsIfRoom(
  input: CallInput,
  guards: readonly string[],
  placeholders: Placeholders,
): CallInput | null {
  const { ConditionExpression: condition } = input;
  if (typeof condition === 'string' && !readExpression(condition, 'condition')) return null;
  const held = withGuards(input, guards, placeholders);
  return String(held.ConditionExpression).length > LONGEST ? null : held;
}

/** A condition as one that can be joined: parentheses around parentheses are refused. */
function inParentheses(condition: string): string {
  const parsed = readExpression(condition, 'condition')?.parsed;
  const isWhole = parsed?.kind === 'condition' && parsed.condition.kind === 'parenthesis';
  return isWhole ? condition : `(${condition})`;
}
