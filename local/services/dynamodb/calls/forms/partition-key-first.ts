import type { CallInput } from '../../request-context.ts';
import { print } from '../../rules/expressions/print.ts';
import { readExpression } from '../../rules/expressions/read-expression.ts';
import { joinedByAnd, keyConditionsOf } from '../../rules/request-rules/key-conditions.ts';
import { readSchema } from '../../rules/request-rules/queries.ts';
import type { TableSchema } from '../../rules/table-schema.ts';

/** The engine behind takes the first `=` of a query for that of the partition key. */
function startsWithSortKey(input: CallInput, table: TableSchema | null): boolean {
  const conditions = keyConditionsOf(input);
  const partition = readSchema(table, input)?.partition;
  if (conditions === null || typeof conditions === 'string') return false;
  if (conditions.length !== 2 || !partition) return false;
  return conditions[1]?.attribute === partition.name;
}

/**
 * DynamoDB takes the conditions on a key in either order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function partitionKeyFirst(input: CallInput, table: TableSchema | null): CallInput {
  const { KeyConditionExpression: text } = input;
  if (typeof text !== 'string' || !startsWithSortKey(input, table)) return input;
  const parsed = readExpression(text, 'condition')?.parsed;
  if (parsed?.kind !== 'condition') return input;
  const turned = joinedByAnd(parsed.condition).toReversed().map(print);
  return { ...input, KeyConditionExpression: turned.join(' AND ') };
}
