import type { AnyNode } from 'acorn';
import { isFunction } from '../compile/scopes.ts';
import type { Scopes } from '../compile/scopes.ts';

/** Whether an expression is a function, or a name that stands for one. */
export function isFunctionValue(node: AnyNode | null | undefined, scopes: Scopes): boolean {
  if (node === null || node === undefined) return false;
  if (isFunction(node)) return true;
  if (node.type === 'ParenthesizedExpression') return isFunctionValue(node.expression, scopes);
  const binding = scopes.bindingOf(node);
  return binding !== null && binding !== undefined && binding.value !== null;
}
