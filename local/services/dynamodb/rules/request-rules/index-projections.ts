import { readExpression } from '../expressions/read-expression.ts';
import { stepsOf } from '../expression-rules/types.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf } from '../call-parts.ts';
import { keyNames } from '../table-schema.ts';
import type { TableRule } from './types.ts';

/**
 * A global index gives only what is projected into it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Projections
 */
export const indexProjections: TableRule = {
  concerns: ({ input }) =>
    typeof input.IndexName === 'string' &&
    (input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined),
  check({ input, parts, table }) {
    const schema = table(parts[0]?.tableName ?? null);
    const index = schema?.indexes.find(({ name }) => name === input.IndexName);
    if (!schema || !index?.isGlobal || index.projected === null) return null;
    const there = new Set([...keyNames(schema), ...keyNames(index), ...index.projected]);
    const missing = [...new Set(askedFor(input))].filter((name) => !there.has(name));
    if (missing.length === 0) return null;
    return (
      `One or more parameter values were invalid: Global secondary index ${index.name} ` +
      `does not project [${missing.join(', ')}]`
    );
  },
};

const askedFor = (input: CallInput): string[] => askedPaths(input).map(([name = '']) => name);

/** Paths that a projection names, step by step. */
export function askedPaths(input: CallInput): readonly (readonly string[])[] {
  const { ProjectionExpression: text } = input;
  if (typeof text !== 'string') return listOf(input.AttributesToGet).map((name) => [String(name)]);
  const parsed = readExpression(text, 'projection')?.parsed;
  if (parsed?.kind !== 'projection') return [];
  const given = { names: recordOf(input.ExpressionAttributeNames), values: {} };
  return parsed.paths.map((path) => stepsOf(path, given));
}
