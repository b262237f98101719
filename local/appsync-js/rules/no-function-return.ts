import { isFunctionValue } from './function-values.ts';
import type { Rule } from './rule.ts';

const INSTEAD =
  'functions cannot be returned: return a value, and declare the function at the top of the file';

export const noFunctionReturn: Rule = {
  name: 'no-function-return',
  visit: {
    ReturnStatement(node, { report, scopes }) {
      if (node.argument && isFunctionValue(node.argument, scopes)) report(node, INSTEAD);
    },
    ArrowFunctionExpression(node, { report, scopes }) {
      if (
        node.expression &&
        node.body.type !== 'BlockStatement' &&
        isFunctionValue(node.body, scopes)
      )
        report(node.body, INSTEAD);
    },
  },
};
