import type { Function as FunctionNode } from 'acorn';
import type { Rule, RuleContext } from './rule.ts';

const check = (node: FunctionNode, { report }: RuleContext) => {
  if (node.generator) report(node, 'generator functions are not supported: return a list');
};

export const noGenerators: Rule = {
  name: 'no-generators',
  visit: { FunctionDeclaration: check, FunctionExpression: check },
};
