import { translatePattern } from './java-translate.ts';
import { Pattern, hasOwn } from './primordials.ts';
import { UtilError } from './state.ts';

/** Whether text can be a Java group name. */
export function isJavaWord(text: string): boolean {
  return new Pattern('^[A-Za-z][A-Za-z0-9]*$').test(text);
}

const cache: Record<string, RegExp> = {};
let cached = 0;

/**
 * A java.util.regex pattern as a JavaScript one, for `g` searching or for matching the whole text.
 * @throws UtilError for what Java refuses or JavaScript cannot express
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function toRegExp(source: string, flags: 'g' | 'whole'): RegExp {
  const key = `${flags}/${source}`;
  const known = hasOwn(cache, key) ? cache[key] : undefined;
  if (known !== undefined) {
    known.lastIndex = 0;
    return known;
  }
  const regexp = compile(source, flags);
  if (cached < 200) {
    cache[key] = regexp;
    cached += 1;
  }
  return regexp;
}

function compile(source: string, flags: 'g' | 'whole'): RegExp {
  const translated = translatePattern(source);
  const whole = `^(?:${translated})$`;
  try {
    return flags === 'whole' ? new Pattern(whole, 'v') : new Pattern(translated, 'gv');
  } catch (error) {
    throw new UtilError(`Invalid regular expression ${source}: ${(error as Error).message}`);
  }
}
