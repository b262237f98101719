import type { Rule } from './rule.ts';

export const noYield: Rule = {
  name: 'no-yield',
  visit: {
    YieldExpression: (node, { report }) => report(node, 'yield is not supported: build a list'),
  },
};
