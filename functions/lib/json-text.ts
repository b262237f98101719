import type { JsonProblem } from './json-rule.ts';
import { DUPLICATE, memberPath, NUMBER } from './json-rule.ts';

/** An object or list that has begun and not ended. */
interface Open {
  readonly path: string;
  /** Null for a list. */
  readonly keys: Set<string> | null;
  key: string | number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/gsu;

/**
 * What parsing a JSON text would lose without a word: digits of a number, and the first of two members
 * of one name. Null when nothing is, or when the text is no JSON.
 * @param path what the text is, as in `attributes`
 */
export function findLostJson(text: string, path: string): JsonProblem | null {
  const open: Open[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const found = read(token, open, path);
    if (found) return found;
  }
  return null;
}

function read(token: string, open: Open[], root: string): JsonProblem | null {
  const inner = open.at(-1);
  const path = inner ? memberPath(inner.path, inner.key) : root;
  if (token === '{') open.push({ path, keys: new Set(), key: '' });
  else if (token === '[') open.push({ path, keys: null, key: 0 });
  else if (token === '}' || token === ']') open.pop();
  else if (token === ',' && inner) inner.key = typeof inner.key === 'number' ? inner.key + 1 : '';
  else if (token.startsWith('"')) return inner ? readText(token, inner) : null;
  else if (!'{}[],:'.includes(token) && !isExactNumber(token)) return { path, ...NUMBER };
  return null;
}

/** The first text of a member is its name. */
function readText(token: string, inner: Open): JsonProblem | null {
  if (!inner.keys || inner.key !== '') return null;
  const key = parseKey(token);
  inner.key = key;
  if (inner.keys.has(key)) return { path: memberPath(inner.path, key), ...DUPLICATE };
  inner.keys.add(key);
  return null;
}

function parseKey(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}

/** Whether the number that JavaScript makes of a text has the same value. */
const isExactNumber = (token: string) => decimal(token) === decimal(String(Number(token)));

/** One text for each value: the digits without zeros around them, and the power of ten. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/u.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/u, '');
  const significant = digits.replace(/0+$/u, '');
  if (significant === '') return whole === '' ? text : '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${power}`;
}
