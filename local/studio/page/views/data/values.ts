import type { Item } from '../../../routes/table-items.ts';
import type { KeyAttribute, KeyDescription, TableDescription } from '../../../describe/stores.ts';

/** A value of typed DynamoDB JSON in few words: texts and numbers as they are. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const [[type, inner] = []] = Object.entries(value) as [string, unknown][];
  if (typeof inner === 'string') return inner;
  return type === 'NULL' ? 'null' : JSON.stringify(inner);
}

/** Of an item those attributes that name it. */
export function keyOf(item: Item, { key }: Pick<TableDescription, 'key'>): Item {
  const names = [...key.partition, ...key.sort].map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** How sort keys are compared. */
export const OPERATORS = ['=', 'begins_with', '<', '<=', '>', '>='] as const;

/** How, and with what; the text of `between` is not taken here. */
export interface SortCondition {
  readonly operator: string;
  readonly value: string;
}

/** `key` of the items route; null while a part of the partition key is open: all is scanned then. */
export function conditionsOf(
  { partition, sort }: KeyDescription,
  values: Readonly<Record<string, string>>,
  { operator, value }: SortCondition,
): string | null {
  if (partition.some(({ name }) => (values[name] ?? '') === '')) return null;
  const typed = ({ type }: KeyAttribute, text: string) => ({ [type]: text });
  const equal = partition.map((part) => [part.name, typed(part, values[part.name] ?? '')] as const);
  const [first] = sort;
  if (!first || value === '') return JSON.stringify(Object.fromEntries(equal));
  const compared = operator === '=' ? typed(first, value) : { [operator]: typed(first, value) };
  return JSON.stringify({ ...Object.fromEntries(equal), [first.name]: compared });
}
