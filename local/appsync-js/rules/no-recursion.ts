import type { AnyNode, Function as FunctionNode } from 'acorn';
import { isFunction } from '../compile/scopes.ts';
import { childrenOf } from '../compile/tree.ts';
import { functionOf } from './function-values.ts';
import type { Rule, RuleContext } from './rule.ts';

/** By function: others ask for it again. */
const known = new WeakMap<AnyNode, ReadonlySet<FunctionNode>>();

/** The functions that a function's own body names: they are called there, or by an array method. */
function namedBy(owner: AnyNode, { scopes }: RuleContext): ReadonlySet<FunctionNode> {
  const before = known.get(owner);
  if (before) return before;
  const named = new Set<FunctionNode>();
  const visit = (node: AnyNode): void => {
    const value = functionOf(node, scopes);
    if (value) named.add(value);
    for (const child of childrenOf(node)) visit(child.node);
  };
  visit(owner);
  known.set(owner, named);
  return named;
}

function reaches(owner: FunctionNode & AnyNode, context: RuleContext): boolean {
  const seen = new Set<FunctionNode>();
  const open = [...namedBy(owner, context)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === owner) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (isFunction(next as AnyNode)) open.push(...namedBy(next as AnyNode, context));
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
