import type { Rule } from './rule.ts';

const INSTEAD = 'while and do-while are not supported: use for-of or for-in over a list';

export const noWhile: Rule = {
  name: 'no-while',
  visit: {
    WhileStatement: (node, { report }) => report(node, INSTEAD),
    DoWhileStatement: (node, { report }) => report(node, INSTEAD),
  },
};
