import { getOperationAST, Kind, parse } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';

import type { RealtimeOperation } from './types.ts';

/** What the document of a start message asks for. */
interface StartOperation {
  /** `unreadable` is left to the API, which says what is wrong with it. */
  readonly kind: 'query' | 'mutation' | 'subscription' | 'unreadable';
  /** Response keys of the root fields, also of those in fragments. */
  readonly rootFields: number;
}

const UNREADABLE: StartOperation = { kind: 'unreadable', rootFields: 0 };

/** Looks at the document of a start message. */
export type OperationReader = (operation: RealtimeOperation) => StartOperation;

/** Clients of an API start the same few documents again and again. */
export function createOperationReader(): OperationReader {
  const operations = new LRUCache<string, StartOperation>({ max: 500 });
  return ({ query, operationName }) => {
    const key = `${operationName ?? ''} ${query}`;
    const known = operations.get(key);
    if (known !== undefined) return known;
    const operation = read(query, operationName);
    operations.set(key, operation);
    return operation;
  };
}

function read(query: string, operationName: string | null): StartOperation {
  try {
    const document = parse(query, { noLocation: true, maxLexicalTokens: 15_000 });
    const node = getOperationAST(document, operationName);
    if (!node) return UNREADABLE;
    const keys = new Set<string>();
    collect(document, node.selectionSet, keys, new Set());
    return { kind: node.operation, rootFields: keys.size };
  } catch {
    return UNREADABLE;
  }
}

function collect(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  keys: Set<string>,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(document, selection.selectionSet, keys, spread);
    } else if (!spread.has(selection.name.value)) {
      // A fragment that spreads itself is for the API to refuse.
      spread.add(selection.name.value);
      const fragment = document.definitions.find(
        (node) =>
          node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
      );
      if (fragment && 'selectionSet' in fragment) {
        collect(document, fragment.selectionSet, keys, spread);
      }
    }
  }
}
