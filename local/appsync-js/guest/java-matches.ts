import { toRegExp } from './java-pattern.ts';

/**
 * Whether the whole value is what a Java pattern describes, as java.util.regex.Pattern.matches:
 * the documentation's example is that method's own.
 */
export function matchesPattern(pattern: unknown, value: unknown): boolean {
  const source = `${pattern as string}`;
  return toRegExp(`^(?:${source})\\z`, '').test(`${value as string}`);
}
