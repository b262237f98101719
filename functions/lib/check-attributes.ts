import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from '../../model/stored-attributes.ts';
import type { Broken, Checked } from './checked.ts';
import { broken } from './checked.ts';
import { isObject } from './is-object.ts';

/** Browsers check with it, too, and have no Buffer. */
const UTF_8 = new TextEncoder();
import type { JsonProblem } from './json-rule.ts';
import { findJsonProblem } from './json-rule.ts';
import { findLostJson } from './json-text.ts';

const ATTRIBUTES_BYTES = 4096;

/** Answers them as any reader of the JSON text will see them: -0, for one, has no text of its own. */
export function checkAttributes(field: string, value: unknown): Checked<Attributes | null> {
  if (value === null || value === undefined) return { value: null };
  if (!isObject(value)) return broken('object', `${field} must be a JSON object.`);
  // Its depth before all else: what follows goes as deep as the value.
  const problem = findJsonProblem(value, field);
  if (problem) return brokenAt(problem);
  const text = JSON.stringify(value);
  return UTF_8.encode(text).length > ATTRIBUTES_BYTES
    ? broken('maxSize', `${field} may have at most 4 KB (${ATTRIBUTES_BYTES} bytes) as JSON.`)
    : { value: JSON.parse(text) as Attributes };
}

/**
 * The same with a look at the texts that the client may have given them as, which tell what parsing
 * has lost.
 */
export const checkAttributesOf =
  (texts: readonly string[] = []) =>
  (field: string, value: unknown): Checked<Attributes | null> => {
    const checked = checkAttributes(field, value);
    if (!('value' in checked)) return checked;
    const problem = texts
      .filter((text) => isTextOf(text, checked.value))
      .map((text) => findLostJson(text, field))
      .find((found) => found !== null);
    return problem ? brokenAt(problem) : checked;
  };

const brokenAt = ({ path, rule, message }: JsonProblem): Broken => ({
  path,
  rule,
  message: `${path} ${message}`,
});

function isTextOf(text: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(JSON.stringify(JSON.parse(text))), value);
  } catch {
    return false;
  }
}
