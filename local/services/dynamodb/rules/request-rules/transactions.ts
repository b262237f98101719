import { isObject } from '../../../../shared/is-object.ts';
import { readExpression } from '../expressions/read-expression.ts';
import { stepsOf } from '../expression-rules/types.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf, type CallPart } from '../call-parts.ts';
import { cancelled } from '../refusal.ts';
import { keyNames, type TableSchema } from '../table-schema.ts';
import type { CallRule, TableRule } from './types.ts';

const ACTIONS = ['ConditionCheck', 'Put', 'Delete', 'Update'];

/** Each entry is one action. */
export const transactionEntries: CallRule = ({ input }) => {
  for (const entry of listOf(input.TransactItems)) {
    const given = ACTIONS.filter((action) => isObject(recordOf(entry)[action]));
    if (given.length > 1)
      return 'TransactItems can only contain one of Check, Put, Update or Delete';
    if (given.length === 0)
      return 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request';
  }
  return null;
};

/** An update of a key attribute cancels the transaction. */
export const transactedKeys: TableRule = {
  concerns: ({ parts }) => parts.some(({ action }) => action === 'Update'),
  check({ parts, table }) {
    const problems = parts.map((part) => updatedKey(part, table(part.tableName)));
    return problems.every((problem) => problem === null) ? null : cancelled(problems);
  },
};

/** The same of an UpdateItem, said whether its condition holds or not. */
export const updatedKeys: TableRule = {
  concerns: ({ operation }) => operation === 'UpdateItem',
  check({ parts: [part], table }) {
    return part ? keyIn(updated(part.input), table(part.tableName)) : null;
  },
};

function updatedKey({ action, input }: CallPart, schema: TableSchema | null): string | null {
  return action === 'Update' ? keyIn(updated(input), schema) : null;
}

/** Attributes that an update changes. */
function updated(input: CallInput): readonly string[] {
  const { UpdateExpression: text } = input;
  if (typeof text !== 'string') return Object.keys(recordOf(input.AttributeUpdates));
  const parsed = readExpression(text, 'update')?.parsed;
  if (parsed?.kind !== 'update') return [];
  const given = { names: recordOf(input.ExpressionAttributeNames), values: {} };
  return parsed.actions.map(({ path }) => stepsOf(path, given)[0] ?? '');
}

function keyIn(attributes: readonly string[], schema: TableSchema | null): string | null {
  const keys = schema ? keyNames(schema) : [];
  const name = attributes.find((attribute) => keys.includes(attribute));
  if (name === undefined) return null;
  return `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`;
}
