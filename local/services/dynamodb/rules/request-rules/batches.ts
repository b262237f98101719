import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf } from '../call-parts.ts';
import { comparable } from './same-value.ts';
import type { CallRule } from './types.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100;

/** Over all tables; more for one table the engine behind refuses. */
export const batchWrites: CallRule = ({ input }) => {
  const lists = Object.values(recordOf(input.RequestItems)).map(listOf);
  if (isOver(lists, MOST_WRITES)) return 'Too many items requested for the BatchWriteItem call';
  const isDouble = lists.flat().some((write) => Object.keys(recordOf(write)).length > 1);
  return isDouble
    ? 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
    : null;
};

/** The keys of a BatchGetItem: how many, and none twice. */
export const batchReads: CallRule = ({ input }) => {
  const lists = Object.values(recordOf(input.RequestItems)).map((part) =>
    listOf(recordOf(part).Keys),
  );
  if (isOver(lists, MOST_KEYS)) return 'Too many items requested for the BatchGetItem call';
  return lists.some(hasSame) ? 'Provided list of item keys contains duplicates' : null;
};

function isOver(lists: readonly (readonly unknown[])[], most: number): boolean {
  const isOne = lists.some((list) => list.length > most);
  return !isOne && lists.flat().length > most;
}

/** The same key twice, if only by its number: `1` and `1.0`. */
function hasSame(keys: readonly unknown[]): boolean {
  const texts = keys.map((key) => {
    const parts: CallInput = recordOf(key);
    return Object.keys(parts)
      .sort()
      .map((name) => `${name}=${comparable(parts[name])}`)
      .join();
  });
  return new Set(texts).size < texts.length;
}
