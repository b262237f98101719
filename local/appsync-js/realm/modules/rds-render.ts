import { entries, isArray, isFinite, isRecord, toText } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { Aggregate, SqlTemplate, Statement } from './rds-markers.ts';
import type { StatementKind } from './rds-markers.ts';
import type { SqlDraft } from './rds-sql.ts';
import { renderConditions, renderWhere } from './rds-where.ts';

type Payload = Readonly<Record<string, unknown>>;

const JOINS: Record<string, string> = {
  join: 'JOIN',
  innerJoin: 'INNER JOIN',
  leftJoin: 'LEFT JOIN',
  leftOuterJoin: 'LEFT OUTER JOIN',
  rightJoin: 'RIGHT JOIN',
  rightOuterJoin: 'RIGHT OUTER JOIN',
  fullOuterJoin: 'FULL OUTER JOIN',
  crossJoin: 'CROSS JOIN',
  joinNatural: 'NATURAL JOIN',
  innerJoinNatural: 'NATURAL INNER JOIN',
  leftJoinNatural: 'NATURAL LEFT JOIN',
  leftOuterJoinNatural: 'NATURAL LEFT OUTER JOIN',
  rightJoinNatural: 'NATURAL RIGHT JOIN',
  rightOuterJoinNatural: 'NATURAL RIGHT OUTER JOIN',
  fullOuterJoinNatural: 'NATURAL FULL OUTER JOIN',
};

/** Clauses that render to nothing leave no blank behind; what AWS leaves dangling dangles here too. */
const clauses = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join(' ')
    .trimEnd();

const RENDERERS: Record<StatementKind, (payload: Payload, draft: SqlDraft) => string> = {
  SELECT: (payload, draft) =>
    clauses(
      'SELECT',
      columnList(payload.columns, draft),
      `FROM ${selectTable(payload, draft)}`,
      joins(payload, draft),
      renderWhere('WHERE', payload.where, draft),
      groupBy(payload.groupBy, draft),
      renderWhere('HAVING', payload.having, draft),
      orderBy(payload.orderBy, draft),
      bounded('limit', payload.limit, draft),
      bounded('offset', payload.offset, draft),
    ),
  INSERT: (payload, draft) => {
    const target = table(payload.table, draft);
    const values = valuesOf('insert', payload.values);
    const names = values.map(([name]) => draft.name(name)).join(', ');
    const bound = values.map(([, value]) => draft.bind(value)).join(', ');
    return clauses(
      `INSERT INTO ${target} (${names}) VALUES (${bound})`,
      returning(payload.returning, draft),
    );
  },
  UPDATE: (payload, draft) => {
    const target = table(payload.table, draft);
    const assignments = valuesOf('update', payload.values).map(
      ([name, value]) => `${draft.name(name)} = ${draft.bind(value)}`,
    );
    return clauses(
      `UPDATE ${target} SET`,
      assignments.join(', '),
      renderWhere('WHERE', payload.where, draft),
      returning(payload.returning, draft),
    );
  },
  DELETE: (payload, draft) =>
    clauses(
      `DELETE FROM ${table(payload.table, draft)}`,
      renderWhere('WHERE', payload.where, draft),
      returning(payload.returning, draft),
    ),
};

/** The SQL text of a statement; its values are bound to the draft. */
export function renderStatement({ kind, payload }: Statement, draft: SqlDraft): string {
  return RENDERERS[kind](payload, draft);
}

function selectTable(payload: Payload, draft: SqlDraft): string {
  const from = payload.from ?? null;
  if (from === null) return table(payload.table, draft);
  if ((payload.table ?? null) !== null)
    throw new UtilError("'from' and 'table' keys cannot be used together");
  if (from instanceof SqlTemplate) return draft.template(from);
  if (from instanceof Statement) return `(${renderStatement(from, draft)})`;
  if (typeof from !== 'string' && !isRecord(from))
    throw new UtilError("'from' value is expected to be string or object.");
  return table(from, draft);
}

function table(value: unknown, draft: SqlDraft): string {
  if (value === null || value === undefined)
    throw new UtilError("'table' or 'from' key is required.");
  if (typeof value === 'string') return draft.name(value);
  if (!isRecord(value)) throw new UtilError('table name is expected to be a string or alias.');
  const [first, second] = entries(value);
  // Recorded from AWS as it is.
  if (first === undefined) throw new UtilError('java.util.NoSuchElementException');
  if (second !== undefined) throw new UtilError('table alias is allowed only one key-value pair.');
  const [alias, name] = first;
  if (name instanceof Statement) return `(${renderStatement(name, draft)}) as ${draft.name(alias)}`;
  if (name instanceof SqlTemplate) return `${draft.template(name)} as ${draft.name(alias)}`;
  if (typeof name !== 'string')
    throw new UtilError('Table alias value is expected to be a string.');
  return `${draft.name(name)} as ${draft.name(alias)}`;
}

function columnList(columns: unknown, draft: SqlDraft): string {
  if (columns === null || columns === undefined || columns === '*') return '*';
  if (!isArray(columns)) throw new UtilError('Expected column to be * or an array.');
  return columns.map((entry: unknown) => columnOf(entry, draft)).join(', ');
}

function columnOf(entry: unknown, draft: SqlDraft): string {
  if (typeof entry === 'string') return draft.name(entry);
  if (entry instanceof SqlTemplate) return draft.template(entry);
  if (entry instanceof Statement) return `(${renderStatement(entry, draft)})`;
  if (entry instanceof Aggregate) {
    return `${entry.name}(${entry.distinct ? 'DISTINCT ' : ''}${draft.name(entry.column)})`;
  }
  if (isRecord(entry)) {
    const [first] = entries(entry);
    if (first !== undefined) return `${columnOf(first[1], draft)} as ${draft.name(first[0])}`;
  }
  throw new UtilError('Invalid type in column array.');
}

function returning(columns: unknown, draft: SqlDraft): string {
  if (columns === null || columns === undefined) return '';
  const list = columnList(columns, draft);
  if (draft.isMySql) throw new UtilError('returning is not supported in MySQL.');
  return clauses('RETURNING', list);
}

function valuesOf(statement: string, values: unknown): [string, unknown][] {
  if (values === null || values === undefined)
    throw new UtilError(`values are expected to be passed to ${statement}`);
  if (!isRecord(values)) throw new UtilError('Expected values to an Object.');
  return entries(values);
}

function orderBy(items: unknown, draft: SqlDraft): string {
  if (items === null || items === undefined) return '';
  if (!isArray(items)) throw new UtilError('orderBy expects an array.');
  if (items.length === 0) return '';
  const parts = items.map((item: unknown) => {
    if (!isRecord(item)) throw new UtilError('orderBy item expected to be an object.');
    if (typeof item.column !== 'string')
      throw new UtilError('orderBy item expected to have property column.');
    return `${draft.name(item.column)} ${direction(item.dir)}`;
  });
  return `ORDER BY ${parts.join(', ')}`;
}

function direction(dir: unknown): string {
  if (typeof dir !== 'string') return 'ASC';
  const name = dir.toUpperCase();
  if (name === 'ASC' || name === 'DESC') return name;
  throw new UtilError(`orderBy dir can have either ASC or DESC found ${dir}.`);
}

function bounded(name: 'limit' | 'offset', value: unknown, draft: SqlDraft): string {
  if (value === null || value === undefined) return '';
  const number = typeof value === 'string' && value.trim() !== '' ? +value : value;
  if (typeof number !== 'number' || !isFinite(number))
    throw new UtilError(`${name} expects a number.`);
  return `${name.toUpperCase()} ${draft.bind(number)}`;
}

function groupBy(columns: unknown, draft: SqlDraft): string {
  if (!isArray(columns) || columns.length === 0) return '';
  const names = columns.map((entry: unknown) =>
    typeof entry === 'number' ? `${entry}` : draft.name(toText(entry)),
  );
  return `GROUP BY ${names.join(', ')}`;
}

function joins(payload: Payload, draft: SqlDraft): string {
  const parts: string[] = [];
  for (const [key, keyword] of entries(JOINS)) {
    const list = payload[key];
    if (!isArray(list)) continue;
    for (const join of list as unknown[])
      if (isRecord(join)) parts.push(joinOf(keyword, join, draft));
  }
  return parts.join(' ');
}

function joinOf(keyword: string, join: Payload, draft: SqlDraft): string {
  const target = `${keyword} ${selectTable(join, draft)}`;
  if (isArray(join.using)) return `${target} USING (${columnList(join.using, draft)})`;
  if (join.on instanceof SqlTemplate) return `${target} ON ${draft.template(join.on)}`;
  return isRecord(join.on) ? `${target} ON ${renderConditions(join.on, draft)}` : target;
}
