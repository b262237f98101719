import { MAX_JSON_DEPTH } from '../../model/json-fields.ts';

/** The smallest magnitude of a DynamoDB number, should one be made of it. */
const SMALLEST = 1e-130;

/** A value that would not come back as it went in. */
export interface JsonProblem {
  /** Where it is, as in `attributes.tags[0]`. */
  readonly path: string;
  readonly rule: string;
  /** Completes a sentence that begins with the path. */
  readonly message: string;
}

/** What of a JSON value cannot be kept exactly as it came, or null when all is well. */
export function findJsonProblem(value: unknown, path: string, depth = 1): JsonProblem | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : { path, ...CHARACTERS };
  if (typeof value === 'number') return isExact(value) ? null : { path, ...NUMBER };
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_JSON_DEPTH) return { path: rootOf(path), ...DEPTH };
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    if (!isList && isForbidden(key)) return { path, ...KEY };
    if (!key.isWellFormed()) return { path, ...CHARACTERS };
    const found = findJsonProblem(member, memberPath(path, isList ? Number(key) : key), depth + 1);
    if (found) return found;
  }
  return null;
}

/** Readers that merge objects would take `__proto__` for more than a name. */
const isForbidden = (key: string) => key === '' || key === '__proto__';

/** Where a member is: `path.key`, or `path["key"]` and `path[0]` where that would not be clear. */
export function memberPath(path: string, key: string | number): string {
  if (typeof key === 'string' && /^[\w-]+$/u.test(key)) return `${path}.${key}`;
  return `${path}[${JSON.stringify(key)}]`;
}

const rootOf = (path: string) => path.replace(/[.[].*$/su, '');

function isExact(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude <= Number.MAX_SAFE_INTEGER && (magnitude === 0 || magnitude >= SMALLEST);
}

/** Broken by a number that would be rounded. */
export const NUMBER = {
  rule: 'number',
  message: `may only be a number up to ${Number.MAX_SAFE_INTEGER} and of about 15 digits; write others as text.`,
};
const CHARACTERS = { rule: 'characters', message: 'must not contain half of a surrogate pair.' };
const DEPTH = { rule: 'maxDepth', message: `may be nested at most ${MAX_JSON_DEPTH} levels deep.` };
const KEY = { rule: 'key', message: 'must not have an empty key or the key __proto__.' };
/** Broken by a name that an object has twice. */
export const DUPLICATE = { rule: 'duplicateKey', message: 'is there twice; leave one out.' };
