import { AwsError } from '../../aws/index.ts';
import { catalogColumns, columnTypes, type RunSteps } from './catalog.ts';
import { columnMetadata } from './column-metadata.ts';
import { fieldOf, plainOf, type NumberFormat } from './fields.ts';
import type { Outcome, ResultField } from './postgres/messages.ts';
import type { ColumnType } from './result-types.ts';

/** How a result is asked for. */
export interface ResultFormat {
  readonly asJson: boolean;
  readonly withMetadata: boolean;
  readonly numbers: NumberFormat;
}

const MAX_RESULT_BYTES = 1024 * 1024; // 1 MiB

/**
 * The answer to ExecuteStatement.
 * @param run asks the catalog, in the same session
 * @throws AwsError UnsupportedResultException
 */
export async function statementResult(
  outcome: Outcome,
  format: ResultFormat,
  run: RunSteps,
): Promise<object> {
  const { fields, rows } = outcome;
  if (!fields) {
    return { numberOfRecordsUpdated: updatedBy(outcome), generatedFields: [] };
  }
  const types = await columnTypes(fields, run);
  const result = format.asJson
    ? { formattedRecords: jsonOf(fields, rows, types, format) }
    : {
        records: rows.map((row) =>
          row.map((text, index) => fieldOf(text, typeAt(types, index), format.numbers)),
        ),
        ...(format.withMetadata && { columnMetadata: await metadataOf(fields, types, run) }),
      };
  if (JSON.stringify(result).length > MAX_RESULT_BYTES) {
    throw new AwsError(
      'UnsupportedResultException',
      'Database returned more than the allowed response size limit',
    );
  }
  return { numberOfRecordsUpdated: 0, ...result };
}

/** `INSERT 0 2`, `UPDATE 2`; other statements update nothing. */
const updatedBy = ({ command }: Outcome): number =>
  Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(command ?? '')?.[1] ?? 0);

function jsonOf(
  fields: readonly ResultField[],
  rows: Outcome['rows'],
  types: readonly ColumnType[],
  { numbers }: ResultFormat,
): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        row.map((text, index) => [
          fields[index]?.name ?? '',
          plainOf(text, typeAt(types, index), numbers),
        ]),
      ),
    ),
  );
}

async function metadataOf(
  fields: readonly ResultField[],
  types: readonly ColumnType[],
  run: RunSteps,
): Promise<readonly object[]> {
  const columns = await catalogColumns(fields, run);
  return fields.map((field, index) => {
    const column = columns.get(`${field.tableID}.${field.columnID}`);
    return columnMetadata(field, typeAt(types, index), column);
  });
}

const TEXT: ColumnType = { name: 'text', kind: 'text' };
const typeAt = (types: readonly ColumnType[], index: number): ColumnType => types[index] ?? TEXT;
