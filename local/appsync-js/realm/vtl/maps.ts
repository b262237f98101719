import { defineProperty, hasOwn } from '../kernel/primordials.ts';

/** A member of a map; what objects inherit is none. */
export const memberOf = (map: Readonly<Record<string, unknown>>, name: string): unknown =>
  hasOwn(map, name) ? map[name] : undefined;

/** Sets a member, whatever its name; a map that cannot be changed, as `$ctx`, stays as it is. */
export function putMember(map: Record<string, unknown>, name: string, value: unknown): void {
  try {
    if (hasOwn(map, name)) map[name] = value;
    else defineProperty(map, name, { value, writable: true, enumerable: true, configurable: true });
  } catch {
    // Velocity goes on where a property cannot be set.
  }
}
