import type { Rule } from './rule.ts';

/** Characters that AWS accepts for the code of one resolver or function. */
export const MOST_CHARACTERS = 32_000;

export const codeSize: Rule = {
  name: 'code-size',
  visit: {
    Program(_node, { source, report }) {
      if (source.length <= MOST_CHARACTERS) return;
      // `length` counts two for a character like an emoji.
      const size = Array.from(source).length;
      if (size > MOST_CHARACTERS) {
        report(
          { start: 0 },
          `the code has ${size} characters, more than ${MOST_CHARACTERS}: minify it, leave out the inline source map, or split it into pipeline functions`,
        );
      }
    },
  },
};
