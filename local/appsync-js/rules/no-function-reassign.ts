import { isFunctionValue } from './function-values.ts';
import type { Rule } from './rule.ts';

const INSTEAD = 'functions cannot be given a second name: call the first one';

export const noFunctionReassign: Rule = {
  name: 'no-function-reassign',
  visit: {
    VariableDeclarator(node, { report, scopes }) {
      if (node.init?.type === 'Identifier' && isFunctionValue(node.init, scopes))
        report(node, INSTEAD);
    },
    AssignmentExpression(node, { report, scopes }) {
      if (node.right.type === 'Identifier' && isFunctionValue(node.right, scopes))
        report(node, INSTEAD);
    },
  },
};
