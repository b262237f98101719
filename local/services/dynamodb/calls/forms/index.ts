import type { CallInput } from '../../request-context.ts';
import { withParts } from '../../rules/call-parts.ts';
import type { SchemaCache } from '../../rules/schema-cache.ts';
import type { TableSchema } from '../../rules/table-schema.ts';
import { bareOperands } from './bare-operands.ts';
import { keyConditionExpression } from './key-condition-expression.ts';
import { withTableAttributes } from './local-index-projection.ts';
import { plainNumberSets } from './number-sets.ts';
import { partitionKeyFirst } from './partition-key-first.ts';

type Form = (part: CallInput) => CallInput;
type TableForm = (input: CallInput, table: TableSchema | null) => CallInput;

/** Of each part of a call. */
const FORMS: readonly Form[] = [keyConditionExpression, bareOperands, plainNumberSets];
/** Of a call on its own that has to know its table. */
const TABLE_FORMS: Readonly<Record<string, readonly TableForm[]>> = {
  Query: [partitionKeyFirst, withTableAttributes],
};

/**
 * A call that says the same in the form that the engine behind takes; the call itself when that is
 * its form. Without waiting, when the table is known: that is nearly always.
 */
export function engineForm(
  operation: string,
  input: CallInput,
  schemas: SchemaCache,
): CallInput | Promise<CallInput> {
  const form = withParts(operation, input, (part) => FORMS.reduce((now, of) => of(now), part));
  const ofTable = TABLE_FORMS[operation];
  if (!ofTable || typeof form.TableName !== 'string') return form;
  const finish = (table: TableSchema | null): CallInput =>
    ofTable.reduce((now, of) => of(now, table), form);
  const table = schemas.get(form.TableName);
  return table instanceof Promise ? table.then(finish) : finish(table);
}
