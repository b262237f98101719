import type { Rule } from './rule.ts';

export const noThrow: Rule = {
  name: 'no-throw',
  visit: {
    ThrowStatement: (node, { report }) =>
      report(node, 'throw is not supported: call util.error(message, type)'),
  },
};
