import { isArray, keys } from '../../kernel/primordials.ts';
import { classOf, equal, isMap } from '../java.ts';
import { memberOf, putMember } from '../maps.ts';

const items = (value: unknown): readonly unknown[] => (isArray(value) ? value : []);
const has = (list: unknown, value: unknown): boolean =>
  items(list).some((item) => equal(item, value));

/** Lists up to this many are sorted. */
const MOST_SORTED = 1_000;

function sortList(list: unknown, isDescending: unknown, field: unknown): unknown {
  const all = items(list);
  const [first] = all;
  if (all.length > MOST_SORTED || all.some((item) => classOf(item) !== classOf(first))) return list;
  const keyOf = (item: unknown): unknown =>
    isMap(item) && typeof field === 'string' ? memberOf(item, field) : item;
  return sorted(all, (left, right) => {
    const [one, other] = [keyOf(left), keyOf(right)] as [string, string];
    return (one < other ? -1 : one > other ? 1 : 0) * (isDescending === true ? -1 : 1);
  });
}

/** A stable merge sort: sort() takes no function inside the realm. */
function sorted(
  list: readonly unknown[],
  compare: (left: unknown, right: unknown) => number,
): unknown[] {
  if (list.length < 2) return list.slice();
  const middle = (list.length - (list.length % 2)) / 2;
  const left = sorted(list.slice(0, middle), compare);
  const right = sorted(list.slice(middle), compare);
  const merged: unknown[] = [];
  let at = 0;
  for (const item of right) {
    while (at < left.length && compare(left[at], item) <= 0) {
      merged.push(left[at]);
      at += 1;
    }
    merged.push(item);
  }
  return merged.concat(left.slice(at));
}

/**
 * $util.list.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/list-helpers-in-util-list.html
 */
export const list = {
  copyAndRetainAll: (all: unknown, kept: unknown) => items(all).filter((item) => has(kept, item)),
  copyAndRemoveAll: (all: unknown, gone: unknown) => items(all).filter((item) => !has(gone, item)),
  sortList,
};

function copyWhere(map: unknown, passes: (name: string) => boolean): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  if (isMap(map)) for (const name of keys(map)) if (passes(name)) putMember(copy, name, map[name]);
  return copy;
}

/**
 * $util.map.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/utility-helpers-in-map.html
 */
export const map = {
  copyAndRetainAllKeys: (all: unknown, kept: unknown) => copyWhere(all, (name) => has(kept, name)),
  copyAndRemoveAllKeys: (all: unknown, gone: unknown) => copyWhere(all, (name) => !has(gone, name)),
};
