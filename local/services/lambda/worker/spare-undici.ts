import { syncBuiltinESMExports } from 'node:module';

/** What `http` has of undici. */
const OF_UNDICI = ['WebSocket', 'CloseEvent', 'MessageEvent'] as const;

/**
 * Imports `http` without undici: an `import` reads each member at once, and these ones load it, which takes 20 ms, a
 * fifth of a cold start. Whoever asks `http` itself for them gets them, and by `import` those whose text names one.
 */
export async function spareUndici(): Promise<void> {
  const http: object = process.getBuiltinModule('node:http');
  const members = OF_UNDICI.flatMap((name) => {
    const member = Object.getOwnPropertyDescriptor(http, name);
    return member?.configurable === true ? [[name, member] as const] : [];
  });
  for (const [name] of members) {
    Object.defineProperty(http, name, { value: undefined, configurable: true, enumerable: true });
  }
  await import('node:http');
  for (const [name, member] of members) Object.defineProperty(http, name, member);
}

/** Before a module is run: has it see by `import` what it may ask for. */
export function showUndici(source: unknown): void {
  const text =
    typeof source === 'string' || source instanceof Uint8Array ? Buffer.from(source) : null;
  if (text !== null && OF_UNDICI.some((name) => text.includes(name))) syncBuiltinESMExports();
}
