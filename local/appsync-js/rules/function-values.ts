import type { AnyNode, Function as FunctionNode, MemberExpression } from 'acorn';
import { memberName, nameOf } from '../compile/names.ts';
import { isFunction } from '../compile/scopes.ts';
import type { Scopes } from '../compile/scopes.ts';

/** Whether an expression is a function, or a name that stands for one. */
export function isFunctionValue(node: AnyNode | null | undefined, scopes: Scopes): boolean {
  if (node === null || node === undefined) return false;
  if (isFunction(node)) return true;
  const binding = scopes.bindingOf(node);
  return binding !== null && binding !== undefined && binding.value !== null;
}

/** The function of the bundle that an expression stands for: `f`, or `o.f` of `const o = { f() {} }`. */
export function functionOf(node: AnyNode, scopes: Scopes): FunctionNode | null {
  if (node.type === 'MemberExpression') return ownMethod(node, scopes);
  return scopes.bindingOf(node)?.value ?? null;
}

function ownMethod(node: MemberExpression, scopes: Scopes): FunctionNode | null {
  const initial = scopes.bindingOf(node.object)?.initial;
  if (initial?.type !== 'ObjectExpression') return null;
  const name = memberName(node);
  for (const property of initial.properties) {
    if (property.type !== 'Property' || property.computed || nameOf(property.key) !== name)
      continue;
    return isFunction(property.value) ? property.value : null;
  }
  return null;
}
