import { entries, isArray, isRecord, own } from '../kernel/primordials.ts';

type Query = Record<string, unknown>;
type Leaf = (field: string, value: unknown) => Query | null;

const leaf =
  (name: string): Leaf =>
  (field, value) => ({ [name]: { [field]: value } });
const bound =
  (name: string): Leaf =>
  (field, value) => ({ range: { [field]: { [name]: value } } });

const OPERATORS: Record<string, Leaf> = {
  eq: leaf('term'),
  ne: (field, value) => ({ bool: { must_not: { term: { [field]: value } } } }),
  gt: bound('gt'),
  gte: bound('gte'),
  lt: bound('lt'),
  lte: bound('lte'),
  range: (field, value) => {
    if (!isArray(value) || value.length < 2) return null;
    const [gte, lte] = value as readonly unknown[];
    return { range: { [field]: { gte, lte } } };
  },
  match: leaf('match'),
  matchPhrase: leaf('match_phrase'),
  matchPhrasePrefix: leaf('match_phrase_prefix'),
  wildcard: leaf('wildcard'),
  regexp: leaf('regexp'),
  multiMatch: (field, value) => ({ multi_match: { query: value, fields: [field] } }),
  exists: (field, value) =>
    value === true ? { exists: { field } } : { bool: { must_not: { exists: { field } } } },
};

/**
 * util.transform.toElasticsearchQueryDSL; null for what it cannot render.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export function toQueryDSL(filter: unknown): Query | null {
  if (!isRecord(filter)) return null;
  const parts: Query[] = [];
  for (const [name, value] of entries(filter)) {
    if (value === undefined) continue;
    const part =
      name === 'and' || name === 'or' || name === 'not' ? logic(name, value) : field(name, value);
    if (part === null) return null;
    parts.push(part);
  }
  return together(parts);
}

const together = (parts: readonly Query[]): Query | null =>
  parts.length === 1 ? (parts[0] ?? null) : { bool: { must: parts } };

function logic(name: 'and' | 'or' | 'not', value: unknown): Query | null {
  if (name === 'not') {
    const inner = toQueryDSL(value);
    return inner === null ? null : { bool: { must_not: inner } };
  }
  if (!isArray(value)) return null;
  const members: Query[] = [];
  for (const member of value as readonly unknown[]) {
    const query = toQueryDSL(member);
    if (query === null) return null;
    members.push(query);
  }
  return { bool: { [name === 'and' ? 'must' : 'should']: members } };
}

function field(name: string, operators: unknown): Query | null {
  if (!isRecord(operators)) return null;
  const parts: Query[] = [];
  for (const [operator, value] of entries(operators)) {
    const query = own(OPERATORS, operator)?.(name, value) ?? null;
    if (query === null) return null;
    parts.push(query);
  }
  return together(parts);
}
