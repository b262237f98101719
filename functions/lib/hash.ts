import { createHash } from 'node:crypto';

/** A fingerprint of a JSON value that does not depend on the order of keys. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('base64url');

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    isMap(member) ? Object.fromEntries(Object.entries(member).sort(byKey)) : member,
  );
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
