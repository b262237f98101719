import type { Rule } from './rule.ts';

export const noThis: Rule = {
  name: 'no-this',
  visit: {
    ThisExpression: (node, { report }) =>
      report(node, 'this is not supported: pass the value as a parameter'),
  },
};
