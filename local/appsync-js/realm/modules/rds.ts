import { freeze, isArray, isRecord } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { toJsonObject } from '../util/rds.ts';
import { Aggregate, SqlTemplate, Statement } from './rds-markers.ts';
import type { StatementKind } from './rds-markers.ts';
import { renderStatement } from './rds-render.ts';
import { SqlDraft } from './rds-sql.ts';

/*
 * `@aws-appsync/utils/rds`. Texts, numbering and refusals as recorded from AWS; joins, groupBy,
 * having and aggregates follow the type definitions only.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-rds-js.html
 */
export { toJsonObject };

const NONE = {};

function statement(kind: StatementKind, name: string, payload: unknown): Statement {
  if (payload === NONE) throw new UtilError(`An argument is expected to be passed to ${name}`);
  if (!isRecord(payload)) throw new UtilError('Expected payload to be an Object.');
  return new Statement(kind, payload);
}

/** SELECT. */
export function select(payload: unknown = NONE): Statement {
  return statement('SELECT', 'select', payload);
}

/** INSERT. */
export function insert(payload: unknown = NONE): Statement {
  return statement('INSERT', 'insert', payload);
}

/** UPDATE. */
export function update(payload: unknown = NONE): Statement {
  return statement('UPDATE', 'update', payload);
}

/** DELETE. */
export function remove(payload: unknown = NONE): Statement {
  return statement('DELETE', 'remove', payload);
}

/** A tagged template whose values become variables. */
export function sql(literal: readonly string[], ...values: readonly unknown[]): SqlTemplate {
  if (!isArray(literal) || literal.length !== values.length + 1) {
    throw new UtilError(
      'java.lang.IllegalArgumentException: Unexpected argument passed to sql tagged template',
    );
  }
  return new SqlTemplate(literal, values);
}

function create(name: string, quote: string, args: readonly unknown[]): unknown {
  if (args.length === 0) throw new UtilError(`An argument is expected to be passed to ${name}`);
  if (args.length > 2) throw new UtilError(`${name} takes one or two statements.`);
  const draft = new SqlDraft(quote);
  const statements: string[] = [];
  args.forEach((arg, index) => {
    if (index > 0 && (arg === null || arg === undefined)) return;
    if (typeof arg === 'string') statements.push(arg);
    else if (arg instanceof SqlTemplate) statements.push(draft.template(arg));
    else if (arg instanceof Statement) statements.push(renderStatement(arg, draft));
    else throw new UtilError(`Unsupported type is passed as argument to ${name}`);
  });
  return { statements, variableMap: draft.variables, variableTypeHintMap: draft.hints };
}

/** A request for PostgreSQL of one or two statements. */
export function createPgStatement(...statements: readonly unknown[]): unknown {
  return create('createPgStatement', '"', statements);
}

/** A request for MySQL of one or two statements. */
export function createMySQLStatement(...statements: readonly unknown[]): unknown {
  return create('createMySQLStatement', '`', statements);
}

const hint = (type: string) => (value: unknown) => ({ type, value });

/** Values with the SQL type the Data API shall give them. */
export const typeHint = freeze({
  DECIMAL: hint('DECIMAL'),
  JSON: hint('JSON'),
  TIMESTAMP: hint('TIMESTAMP'),
  TIME: hint('TIME'),
  UUID: hint('UUID'),
  DATE: hint('DATE'),
});

const aggregate = (name: string, distinct: boolean) => (column: string) =>
  new Aggregate(name, column, distinct);

/** Aggregate functions for the columns of a select. */
export const agg = freeze({
  max: aggregate('MAX', false),
  maxDistinct: aggregate('MAX', true),
  min: aggregate('MIN', false),
  minDistinct: aggregate('MIN', true),
  count: aggregate('COUNT', false),
  countDistinct: aggregate('COUNT', true),
  avg: aggregate('AVG', false),
  avgDistinct: aggregate('AVG', true),
  sum: aggregate('SUM', false),
  sumDistinct: aggregate('SUM', true),
});
