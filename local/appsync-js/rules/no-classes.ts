import type { Rule } from './rule.ts';

const INSTEAD = 'classes are not supported: use functions and plain objects';

export const noClasses: Rule = {
  name: 'no-classes',
  visit: {
    ClassDeclaration: (node, { report }) => report(node, INSTEAD),
    ClassExpression: (node, { report }) => report(node, INSTEAD),
  },
};
