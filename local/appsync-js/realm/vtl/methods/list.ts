import { checkLength, spend } from '../../kernel/budget.ts';
import { isArray } from '../../kernel/primordials.ts';
import { Iterator, equal, toJavaText } from '../java.ts';
import { JavaException } from './method.ts';
import type { Methods } from './method.ts';

/** An index that the list has. */
export function indexIn(list: readonly unknown[], index: unknown): number {
  if (typeof index !== 'number' || index < 0 || index >= list.length) throw new JavaException();
  return index;
}

const items = (value: unknown): readonly unknown[] => {
  if (!isArray(value)) throw new JavaException();
  return value;
};

const has = (list: readonly unknown[], value: unknown): boolean =>
  list.some((item) => equal(item, value));

/** Keeps what passes, in place; whether that changed the list. */
function keep(list: unknown[], passes: (item: unknown) => boolean): boolean {
  const kept = list.filter((item) => passes(item));
  if (kept.length === list.length) return false;
  list.splice(0, list.length, ...kept);
  return true;
}

function add(list: unknown[], ...args: readonly unknown[]): unknown {
  spend(checkLength(list) / 100);
  if (args.length < 2) return list.push(args[0] ?? null) > 0;
  const [index, value] = args;
  if (index !== list.length) indexIn(list, index);
  list.splice(index as number, 0, value ?? null);
  return undefined;
}

function remove(list: unknown[], what: unknown): unknown {
  if (typeof what === 'number') return list.splice(indexIn(list, what), 1)[0];
  const index = list.findIndex((item) => equal(item, what));
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}

/** java.util.List, and the sets that keySet() and its like give. */
export const listMethods: Methods<unknown[]> = {
  add,
  addAll(list, more) {
    for (const item of items(more)) list.push(item);
    checkLength(list);
    return items(more).length > 0;
  },
  clear: (list) => void list.splice(0, list.length),
  contains: (list, value) => has(list, value),
  containsAll: (list, values) => items(values).every((value) => has(list, value)),
  equals: equal,
  get: (list, index) => list[indexIn(list, index)],
  indexOf: (list, value) => list.findIndex((item) => equal(item, value)),
  isEmpty: (list) => list.length === 0,
  iterator: (list) => new Iterator(list),
  lastIndexOf: (list, value) => list.findLastIndex((item) => equal(item, value)),
  remove,
  removeAll: (list, values) => keep(list, (item) => !has(items(values), item)),
  retainAll: (list, values) => keep(list, (item) => has(items(values), item)),
  set(list, index, value) {
    const at = indexIn(list, index);
    const before = list[at];
    list[at] = value ?? null;
    return before;
  },
  size: (list) => list.length,
  subList(list, from, to) {
    if (typeof from !== 'number' || typeof to !== 'number' || from < 0 || to > list.length)
      throw new JavaException();
    return list.slice(from, to);
  },
  toArray: (list) => list.slice(),
  toString: toJavaText,
};
