import type { Rule } from './rule.ts';

export const noPromise: Rule = {
  name: 'no-promise',
  visit: {
    NewExpression(node, { report }) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Promise') {
        report(node, 'promises are not supported: handlers are synchronous');
      }
    },
  },
};
