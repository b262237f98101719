import { LAST_CHARACTER } from '../../model/keys.ts';
import type { SourceKey } from '../../model/search.ts';

/** Values of a key between two, these included. */
export interface KeyRange {
  readonly key: SourceKey;
  readonly low: string;
  readonly high: string;
}

const FIRST_CHARACTER = '\0';

/** The keys that begin with a prefix; all, if it is empty. */
export function rangeOf(key: SourceKey, prefix: string): KeyRange {
  return { key, low: prefix === '' ? FIRST_CHARACTER : prefix, high: `${prefix}${LAST_CHARACTER}` };
}

/** What is left of a range after a key, that key included. */
export function rangeAfter(range: KeyRange, after: string | null, ascending: boolean): KeyRange {
  if (after === null) return range;
  return ascending ? { ...range, low: after } : { ...range, high: after };
}

/** One range for each key: what all of that key's have in common. */
export function intersect(ranges: readonly KeyRange[]): KeyRange[] {
  const byKey = Map.groupBy(ranges, ({ key }) => key);
  return [...byKey].map(([key, own]) => ({
    key,
    low: own.map(({ low }) => low).reduce((one, other) => (isBelow(one, other) ? other : one)),
    high: own.map(({ high }) => high).reduce((one, other) => (isBelow(other, one) ? other : one)),
  }));
}

/** Whether no key is in the range; DynamoDB refuses to be asked for such. */
export function isEmpty({ low, high }: KeyRange): boolean {
  return isBelow(high, low);
}

/** By bytes, as DynamoDB sorts. */
function isBelow(one: string, other: string): boolean {
  return Buffer.from(one).compare(Buffer.from(other)) < 0;
}
