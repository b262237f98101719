import { LRUCache } from 'lru-cache';
import { parse } from './parser.ts';
import { everyIn, rootsOf, type Expression, type Parsed } from './syntax.ts';

/** An expression that was read, with all that is in it. */
export interface ReadExpression {
  readonly parsed: Parsed;
  readonly all: readonly Expression[];
}

/** Longer ones DynamoDB refuses: 4 KB. */
export const LONGEST = 4_096;

const cache = new LRUCache<string, { readonly read: ReadExpression | null }>({ max: 500 });

/**
 * Reads an expression; one that was read before comes from a cache, for apps send few texts often.
 * @returns null for what is not in the grammar or too long: the engine behind words that
 */
export function readExpression(text: string, kind: Parsed['kind']): ReadExpression | null {
  if (text.length > LONGEST) return null;
  const key = `${kind} ${text}`;
  const known = cache.get(key);
  if (known) return known.read;
  const parsed = parse(text, kind);
  const read = parsed && { parsed, all: [...everyIn(rootsOf(parsed))] };
  cache.set(key, { read });
  return read;
}
