import type { Rule } from './rule.ts';

export const noDisallowedBinaryOperators: Rule = {
  name: 'no-disallowed-binary-operators',
  visit: {
    BinaryExpression(node, { report }) {
      if (node.operator === 'instanceof') {
        report(node, 'instanceof is not supported: use typeof, or look for a property');
      }
    },
  },
};
