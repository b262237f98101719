import { LRUCache } from 'lru-cache';

/** Paths are few; parsing one is some 4 % of the work of a small query. */
const MAX_PATHS = 64;
const MAX_LENGTH = 256;

/** Reads targets of requests, `/graphql?query=...`; null when malformed. Who gets one only reads it. */
export type ReadTarget = (target?: string) => URL | null;

/** One that remembers the paths that came without a query. */
export function createTargetReader(): ReadTarget {
  const known = new LRUCache<string, URL>({ max: MAX_PATHS });
  return (target = '/') => {
    const before = known.get(target);
    if (before) return before;
    // A target may begin with "//", which as a reference would name another host.
    const url = URL.parse(`http://gateway${target}`);
    if (url && target.length <= MAX_LENGTH && !/[?#]/.test(target)) known.set(target, url);
    return url;
  };
}
