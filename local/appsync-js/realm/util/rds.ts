import { entries, isArray, isRecord, jsonParse, toText } from '../kernel/primordials.ts';

/** One field of a Data API record. */
function fieldValue(field: unknown): unknown {
  if (!isRecord(field) || field.isNull === true) return undefined;
  if ('arrayValue' in field) return arrayValue(field.arrayValue);
  for (const [name, value] of entries(field)) if (name !== 'isNull') return value;
  return undefined;
}

function arrayValue(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  for (const [name, list] of entries(value)) {
    return name === 'arrayValues' && isArray(list)
      ? list.map((entry: unknown) => arrayValue(entry))
      : list;
  }
  return undefined;
}

function toRows(statement: unknown): unknown[] {
  if (!isRecord(statement) || !isArray(statement.records)) return [{}];
  const columns: readonly unknown[] = isArray(statement.columnMetadata)
    ? statement.columnMetadata
    : [];
  return statement.records.map((record: unknown) => {
    const row: Record<string, unknown> = {};
    (isArray(record) ? (record as unknown[]) : []).forEach((field, index) => {
      const column = columns[index];
      const value = fieldValue(field);
      if (value !== undefined && isRecord(column)) row[toText(column.label ?? column.name)] = value;
    });
    return row;
  });
}

/**
 * util.rds.toJsonObject: rows as objects, a list a statement. A statement without records gives one
 * empty row, as recorded from AWS; a NULL column is left out.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/rds-helpers-in-util-rds-js.html
 */
export function toJsonObject(result: unknown): unknown {
  const parsed = typeof result === 'string' ? jsonParse(result) : result;
  if (!isRecord(parsed) || !isArray(parsed.sqlStatementResults)) return null;
  return parsed.sqlStatementResults.map((statement: unknown) => toRows(statement));
}

export const rds = { toJsonObject };
