/**
 * DynamoDB nests at most 32 levels. The history puts the value two levels deeper than the record does,
 * into the list of changes and its entry; what is left over is for other ways of counting.
 */
const MAX_DEPTH = 28;
/** The smallest magnitude that DynamoDB's numbers keep. */
const SMALLEST = 1e-130;

/** What DynamoDB could not keep of a JSON value exactly as it came, or null when all is well. */
export function findJsonProblem(
  value: unknown,
  depth = 1,
): { readonly rule: string; readonly message: string } | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : CHARACTERS;
  if (typeof value === 'number') return isExact(value) ? null : NUMBER;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return DEPTH;
  if (Object.keys(value).some((key) => key === '' || key === '__proto__')) return KEY;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  const members: unknown[] = Object.values(value);
  for (const member of [...keys, ...members]) {
    const problem = findJsonProblem(member, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function isExact(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude <= Number.MAX_SAFE_INTEGER && (magnitude === 0 || magnitude >= SMALLEST);
}

const NUMBER = {
  rule: 'number',
  message: `may only hold numbers up to ${Number.MAX_SAFE_INTEGER}; write bigger ones as text.`,
};
const CHARACTERS = { rule: 'characters', message: 'must not contain half of a surrogate pair.' };
const DEPTH = { rule: 'maxDepth', message: `may be nested at most ${MAX_DEPTH} levels deep.` };
const KEY = { rule: 'key', message: 'must not have an empty key or the key __proto__.' };
