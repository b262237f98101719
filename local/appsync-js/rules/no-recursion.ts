import type { AnyNode, Function as FunctionNode } from 'acorn';
import { isFunction } from '../compile/scopes.ts';
import { childrenOf } from '../compile/tree.ts';
import type { Rule, RuleContext } from './rule.ts';

/** The functions that a function's own body calls. */
function calledBy(owner: AnyNode, { scopes }: RuleContext): Set<FunctionNode> {
  const called = new Set<FunctionNode>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'CallExpression') {
      const value = scopes.bindingOf(node.callee)?.value;
      if (value) called.add(value);
    }
    for (const child of childrenOf(node)) visit(child.node);
  };
  visit(owner);
  return called;
}

function reaches(owner: FunctionNode & AnyNode, context: RuleContext): boolean {
  const seen = new Set<FunctionNode>();
  const open = [...calledBy(owner, context)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === owner) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (isFunction(next as AnyNode)) open.push(...calledBy(next as AnyNode, context));
  }
  return false;
}

const check = (node: FunctionNode & AnyNode, context: RuleContext) => {
  if (reaches(node, context)) {
    context.report(
      node,
      'a function cannot call itself, not through others either: use a loop over a list',
    );
  }
};

export const noRecursion: Rule = {
  name: 'no-recursion',
  visit: { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check },
};
