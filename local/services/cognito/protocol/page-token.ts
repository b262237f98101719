import { createHash } from 'node:crypto';

import { invalidParameter } from './errors.ts';

/** Where a page ended. */
export type PageKey = readonly (string | number)[];

/** A token that only the same query takes back. */
export function writeKey(query: string, key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([digest(query), ...key])).toString('base64url');
}

/**
 * The key in a token.
 * @throws CognitoError InvalidParameterException for a token that is not this query's
 */
export function readKey(query: string, token: string | undefined): PageKey | null {
  if (token === undefined) return null;
  const parts = parse(token);
  if (parts[0] !== digest(query) || parts.length < 2) {
    throw invalidParameter('Invalid pagination token.');
  }
  return parts.slice(1).filter((part) => typeof part === 'string' || typeof part === 'number');
}

/** One page of a list whose source can start after a key. */
export function page<T>(
  query: string,
  token: string | undefined,
  limit: number,
  source: { after(key: PageKey, count: number): readonly T[]; keyOf(item: T): PageKey },
): { items: readonly T[]; next: { NextToken?: string } } {
  const size = limit === 0 ? 60 : limit;
  const found = source.after(readKey(query, token) ?? [], size + 1);
  const items = found.slice(0, size);
  const last = items.at(-1);
  const more = found.length > size && last !== undefined;
  return { items, next: more ? { NextToken: writeKey(query, source.keyOf(last)) } : {} };
}

function parse(token: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}

function digest(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 16);
}
