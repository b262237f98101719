import { isObject } from '../../../shared/is-object.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { readExpression } from '../rules/expressions/read-expression.ts';
import { withGuardsIfRoom } from './guards.ts';

/** Begins with letters that no app would choose. */
const PLACEHOLDER = '#localPartitionKey';

/**
 * Whether an update only takes away: where there is no item, DynamoDB makes none.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html#DDB-UpdateItem-request-AttributeUpdates
 */
export function removesOnly({ UpdateExpression: text, AttributeUpdates }: CallInput): boolean {
  if (typeof text === 'string') {
    const parsed = readExpression(text, 'update')?.parsed;
    return (
      parsed?.kind === 'update' &&
      parsed.actions.every(({ section }) => section === 'REMOVE' || section === 'DELETE')
    );
  }
  const updates = Object.values(recordOf(AttributeUpdates));
  return updates.length > 0 && updates.every((update) => recordOf(update).Action === 'DELETE');
}

/** Whether an update has a condition of the caller. */
export const isConditional = ({ ConditionExpression, Expected }: CallInput): boolean =>
  ConditionExpression !== undefined || Expected !== undefined;

/**
 * A call that is held to the item being there, or not being there, beside its own condition; null when
 * that cannot be added. A failure tells the item that is there, of those with expressions.
 */
export function heldTo(isThere: boolean, input: CallInput, partitionKey: string): CallInput | null {
  if (isObject(input.AttributeUpdates)) {
    if (isConditional(input)) return null;
    const ComparisonOperator = isThere ? 'NOT_NULL' : 'NULL';
    return { ...input, Expected: { [partitionKey]: { ComparisonOperator } } };
  }
  const guard = `${isThere ? 'attribute_exists' : 'attribute_not_exists'}(${PLACEHOLDER})`;
  return withGuardsIfRoom(input, [guard], { names: { [PLACEHOLDER]: partitionKey } });
}

/** The condition of an update alone, as a ConditionCheck has it. */
export function asConditionCheck(held: CallInput): CallInput {
  const { TableName, Key, ConditionExpression, ReturnValuesOnConditionCheckFailure } = held;
  const used = new Set(String(ConditionExpression).match(/[#:]\w+/g));
  const ofThose = (member: string): CallInput => {
    const entries = Object.entries(recordOf(held[member])).filter(([name]) => used.has(name));
    return entries.length === 0 ? {} : { [member]: Object.fromEntries(entries) };
  };
  return {
    TableName,
    Key,
    ConditionExpression,
    ReturnValuesOnConditionCheckFailure,
    ...ofThose('ExpressionAttributeNames'),
    ...ofThose('ExpressionAttributeValues'),
  };
}
