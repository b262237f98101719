import { toText } from './primordials.ts';
import { matchesWhole } from './java-pattern.ts';

/**
 * Whether the whole value is what a Java pattern describes, as java.util.regex.Pattern.matches:
 * the documentation's example is that method's own.
 */
export function matchesPattern(pattern: unknown, value: unknown): boolean {
  return matchesWhole(toText(pattern), toText(value));
}
