import type { Rule } from './rule.ts';

export const noLabels: Rule = {
  name: 'no-labels',
  visit: {
    LabeledStatement: (node, { report }) =>
      report(node, 'labels are not supported: move the loop into a function that returns'),
  },
};
