import type { Rule } from './rule.ts';

export const noInOperator: Rule = {
  name: 'no-in-operator',
  visit: {
    BinaryExpression(node, { report }) {
      if (node.operator === 'in')
        report(node, 'the in operator is not supported: use Object.hasOwn(object, key)');
    },
  },
};
