import type { Rule } from './rule.ts';

export const noTry: Rule = {
  name: 'no-try',
  visit: {
    TryStatement: (node, { report }) =>
      report(
        node,
        'try, catch and finally are not supported: check ctx.error and the values themselves',
      ),
  },
};
