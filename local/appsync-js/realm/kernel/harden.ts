import {
  SetClass,
  freeze,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  values,
} from './primordials.ts';

const hardened = new SetClass<unknown>();

/**
 * Freezes a value and everything that can be reached from it, functions too: what one request left on
 * `util.error` or `[].map` another would see.
 */
export function harden<T>(root: T): T {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
    if (hardened.has(value)) continue;
    hardened.add(value);
    freeze(value);
    open.push(getPrototypeOf(value));
    for (const key of ownKeys(value)) {
      const descriptor = getOwnPropertyDescriptor(value, key) ?? {};
      open.push(...(values(descriptor) as unknown[]));
    }
  }
  return root;
}
