import type { Rule } from './rule.ts';

export const noDisallowedUnaryOperators: Rule = {
  name: 'no-disallowed-unary-operators',
  visit: {
    UpdateExpression(node, { report }) {
      const sign = node.operator.charAt(0);
      report(node, `${node.operator} is not supported: write ${sign}= 1`);
    },
    UnaryExpression(node, { report }) {
      if (node.operator === '~')
        report(node, '~ is not supported: write -x - 1, or compare with -1');
    },
  },
};
