import type { Function as FunctionNode } from 'acorn';
import type { Rule, RuleContext } from './rule.ts';

const check = (node: FunctionNode, { report }: RuleContext) => {
  if (node.async) report(node, 'async functions are not supported: handlers are synchronous');
};

export const noAsync: Rule = {
  name: 'no-async',
  visit: { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check },
};
