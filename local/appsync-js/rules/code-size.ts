import type { Rule } from './rule.ts';

/** Characters that AWS accepts for the code of one resolver or function. */
const MOST = 32_000;

export const codeSize: Rule = {
  name: 'code-size',
  visit: {
    Program(_node, { source, report }) {
      if (source.length > MOST) {
        report(
          { start: 0 },
          `the code has ${source.length} characters, more than ${MOST}: minify it, leave out the inline source map, or split it into pipeline functions`,
        );
      }
    },
  },
};
