import type { Rule } from './rule.ts';

export const noFor: Rule = {
  name: 'no-for',
  visit: {
    ForStatement: (node, { report }) =>
      report(node, 'for (;;) is not supported: use for-of or for-in, or an array method'),
  },
};
