import { LocalError } from '../shared/errors.ts';

/** Flags before a Java expression that JavaScript has too, as in `(?i)bearer .*`. */
const FLAGS = /^\(\?([ims]+)\)/;

/**
 * The regular expression of an authorization mode; it is Java's in AWS.
 * @throws LocalError ERR_ASSEMBLY for one that cannot be read
 */
export function configuredPattern(expression: string): RegExp {
  return compile(expression, (source) => source);
}

/** The same where the whole text must match. */
export function wholeMatch(expression: string): (text: unknown) => boolean {
  const pattern = compile(expression, (source) => `^(?:${source})$`);
  return (text) => typeof text === 'string' && pattern.test(text);
}

function compile(expression: string, wrap: (source: string) => string): RegExp {
  const flags = FLAGS.exec(expression)?.[1] ?? '';
  try {
    return new RegExp(wrap(expression.replace(FLAGS, '')), flags);
  } catch (cause) {
    throw new LocalError(
      'ERR_ASSEMBLY',
      `The expression ${expression} of an authorization mode cannot be read: ${String(cause)}`,
      { cause },
    );
  }
}
