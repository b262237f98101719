import { getOperationAST, parse } from 'graphql';
import { LRUCache } from 'lru-cache';

import type { RealtimeOperation } from './types.ts';

type Kind = 'query' | 'mutation' | 'subscription' | 'unreadable';

/** Clients start the same few documents again and again. */
const kinds = new LRUCache<string, Kind>({ max: 500 });

/** What a document asks for; `unreadable` is left to the API, which says what is wrong with it. */
export function operationKind({ query, operationName }: RealtimeOperation): Kind {
  const key = `${operationName ?? ''} ${query}`;
  const known = kinds.get(key);
  if (known !== undefined) return known;
  const kind = read(query, operationName);
  kinds.set(key, kind);
  return kind;
}

function read(query: string, operationName: string | null): Kind {
  try {
    const document = parse(query, { noLocation: true, maxTokens: 15_000 });
    return getOperationAST(document, operationName)?.operation ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
}
