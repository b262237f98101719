import { EVERYBODY, ORDERS } from '../../model/indexes.ts';
import type { Search, Source } from '../../model/search.ts';
import { WORD_INDEXES, WORD_KEYS } from '../../model/search-words.ts';
import type { Term } from './terms.ts';
import { startsOf } from './terms.ts';

/** What together holds all users of a search, among others. */
export type Way = readonly Source[];

/** Of a long search only the longest terms, which fewest people have, are ways of their own. */
const MAX_TERMS = 2;

/** All ways to the users of a search: the order of the list, each prefix, each term. */
export function waysOf(search: Search, terms: readonly Term[]): Way[] {
  const ofFields: Way[] = [[search.order], ...search.narrowings.map((narrowing) => [narrowing])];
  // Indexes of words know of no invitation.
  if (search.invitation) return ofFields;
  const longest = terms.toSorted((one, other) => other.whole.length - one.whole.length);
  return [
    ...ofFields,
    ...longest
      .slice(0, MAX_TERMS)
      .map((term) => startsOf(term).flatMap((start) => sourcesOf(start, search.order))),
  ];
}

/** Where users are whose address, name or a further word begins like this. */
function sourcesOf(prefix: string, { partitionKey, partitions }: Source): Source[] {
  const ofOrder = ({ sortKey, everybody, byStatusRole }: (typeof ORDERS)['EMAIL' | 'NAME']) => ({
    index: partitionKey === 'statusRole' ? byStatusRole : everybody,
    partitionKey,
    partitions,
    sortKey,
    prefix,
  });
  return [
    ofOrder(ORDERS.EMAIL),
    ofOrder(ORDERS.NAME),
    ...WORD_KEYS.map((sortKey) => ({
      index: WORD_INDEXES[sortKey],
      partitionKey: 'entity' as const,
      partitions: [EVERYBODY],
      sortKey,
      prefix,
    })),
  ];
}
