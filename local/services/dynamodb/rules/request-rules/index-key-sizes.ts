import { readExpression } from '../expressions/read-expression.ts';
import { bare } from '../expressions/syntax.ts';
import { stepsOf } from '../expression-rules/types.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import type { TableSchema } from '../table-schema.ts';
import { keySizeProblem } from './key-sizes.ts';
import type { TableRule } from './types.ts';

/** What is written to key attributes of indexes is as short as keys are. */
export const indexKeySizes: TableRule = {
  concerns: ({ parts }) =>
    parts.some(({ input }) => LONG_VALUES.some((member) => hasLong(input[member]))),
  check({ parts, table }) {
    for (const { tableName, input } of parts) {
      const schema = table(tableName);
      if (!schema || schema.indexes.length === 0) continue;
      const problem = problemOf(schema, { ...recordOf(input.Item), ...written(input) });
      if (problem !== null) return problem;
    }
    return null;
  },
};

const LONG_VALUES = ['Item', 'ExpressionAttributeValues'];

/** A key that is too long is longer than a sort key may be. */
const hasLong = (values: unknown): boolean =>
  Object.values(recordOf(values)).some((value) => keySizeProblem(value, false) !== null);

function problemOf({ indexes }: TableSchema, item: CallInput): string | null {
  for (const { partition, sort } of indexes) {
    const problem =
      keySizeProblem(item[partition.name], true) ??
      (sort && keySizeProblem(item[sort.name], false));
    if (problem !== null) return problem;
  }
  return null;
}

/** Attributes that an update sets to a value of the call. */
function written(input: CallInput): CallInput {
  const { UpdateExpression: text } = input;
  if (typeof text !== 'string') return {};
  const parsed = readExpression(text, 'update')?.parsed;
  if (parsed?.kind !== 'update') return {};
  const values = recordOf(input.ExpressionAttributeValues);
  const given = { names: recordOf(input.ExpressionAttributeNames), values };
  const item: Record<string, unknown> = {};
  for (const { path, value } of parsed.actions) {
    const inner = value && bare(value);
    if (inner?.kind !== 'value' || path.steps.length > 1) continue;
    item[stepsOf(path, given)[0] ?? ''] = values[inner.name];
  }
  return item;
}
