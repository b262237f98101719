import { entries, isArray, isRecord, own } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { Aggregate, SqlTemplate, Statement } from './rds-markers.ts';
import type { SqlDraft } from './rds-sql.ts';

type Conditions = Record<string, unknown>;

const COMPARISONS: Record<string, string> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};
const PATTERNS: Record<string, (value: string) => [operator: string, value: string]> = {
  contains: (value) => ['LIKE', `%${value}%`],
  // AWS does not wrap this one.
  notContains: (value) => ['NOT LIKE', value],
  beginsWith: (value) => ['LIKE', `${value}%`],
};
/** For having: the aggregate of the column is compared. */
const AGGREGATES: Record<string, string> = {
  max: 'MAX(',
  min: 'MIN(',
  avg: 'AVG(',
  sum: 'SUM(',
  count: 'COUNT(',
  maxDistinct: 'MAX(DISTINCT ',
  minDistinct: 'MIN(DISTINCT ',
  avgDistinct: 'AVG(DISTINCT ',
  sumDistinct: 'SUM(DISTINCT ',
  countDistinct: 'COUNT(DISTINCT ',
};

const isConditions = (value: unknown): value is Conditions =>
  isRecord(value) &&
  !(value instanceof SqlTemplate) &&
  !(value instanceof Statement) &&
  !(value instanceof Aggregate);

/** `WHERE ...` or `HAVING ...`; '' for conditions that render nothing. */
export function renderWhere(keyword: string, where: unknown, draft: SqlDraft): string {
  if (where === null || where === undefined) return '';
  if (where instanceof SqlTemplate) return clause(keyword, draft.template(where));
  if (!isConditions(where)) {
    throw new UtilError(
      `${keyword} values are expected to be SQL templates or a condition object.`,
    );
  }
  return clause(keyword, renderConditions(where, draft));
}

const clause = (keyword: string, text: string): string => (text === '' ? '' : `${keyword} ${text}`);

/** A join's ON clause has the same conditions. */
export function renderConditions(conditions: Conditions, draft: SqlDraft): string {
  return entries(conditions)
    .map(([key, value]) =>
      key === 'and' || key === 'or' ? group(key, value, draft) : column(key, value, draft),
    )
    .join(' AND ');
}

function group(key: 'and' | 'or', members: unknown, draft: SqlDraft): string {
  if (!isArray(members)) throw new UtilError(`${key} expects conditions to be an array`);
  return members
    .map((member: unknown) => {
      if (!isConditions(member)) throw new UtilError(`Expected ${key} to be an Object.`);
      const text = renderConditions(member, draft);
      return text === '' ? '' : `(${text})`;
    })
    .join(key === 'and' ? ' AND ' : ' OR ');
}

function column(name: string, operators: unknown, draft: SqlDraft): string {
  if (name === 'not' && isArray(operators)) {
    throw new UtilError('not is declared for conditions, but what AWS makes of it is not known.');
  }
  if (!isConditions(operators)) throw new UtilError('Expected condition to be an Object.');
  return entries(operators)
    .map(([operator, value]) => condition(name, operator, value, draft))
    .join(' AND ');
}

function condition(name: string, operator: string, value: unknown, draft: SqlDraft): string {
  const path = `${name}.${operator}`;
  const target = draft.name(name);
  const aggregate = own(AGGREGATES, operator);
  if (operator === 'size') return nested(path, `LENGTH (${target})`, value, draft);
  if (aggregate !== undefined) return nested(path, `${aggregate}${target})`, value, draft);
  const pattern = own(PATTERNS, operator);
  const comparison = own(COMPARISONS, operator);
  if (
    pattern === undefined &&
    comparison === undefined &&
    operator !== 'between' &&
    operator !== 'attributeExists'
  ) {
    throw new UtilError(`Unsupported condition ${path}.`);
  }
  if (value === null || value === undefined)
    throw new UtilError(`Value for ${path} can't be null.`);
  if (comparison !== undefined) return `${target} ${comparison} ${draft.bind(value)}`;
  if (pattern !== undefined) {
    if (typeof value !== 'string')
      throw new UtilError(`${path} expects a string value to be passed.`);
    const [like, text] = pattern(value);
    return `${target} ${like} ${draft.bind(text)}`;
  }
  if (operator === 'between') return between(path, target, value, draft);
  if (typeof value !== 'boolean')
    throw new UtilError(`${path} expects a boolean value to be passed.`);
  return `${target} ${value ? 'IS NOT NULL' : 'IS NULL'}`;
}

function between(path: string, target: string, value: unknown, draft: SqlDraft): string {
  if (!isArray(value)) throw new UtilError(`${path} condition expects an array with length of 2.`);
  if (value.length !== 2) {
    throw new UtilError(
      `${path} condition expects an array with 2 values but received an array with length ${value.length}.`,
    );
  }
  return `${target} BETWEEN ${draft.bind(value[0])} AND ${draft.bind(value[1])}`;
}

/** Comparisons of a length or an aggregate; a null is written into the text here. */
function nested(path: string, target: string, operators: unknown, draft: SqlDraft): string {
  if (!isConditions(operators)) throw new UtilError(`Expected ${path} to be an Object.`);
  return entries(operators)
    .map(([operator, value]) => {
      if (operator === 'between') return between(path, target, value, draft);
      const comparison = own(COMPARISONS, operator);
      if (comparison === undefined) throw new UtilError(`${path} has invalid size operator.`);
      return `${target} ${comparison} ${draft.bind(value)}`;
    })
    .join(' AND ');
}
