import type { Expression, Identifier, Literal, MemberExpression, PrivateIdentifier } from 'acorn';

/** The name that an identifier or string key spells, or '' for anything else. */
export function nameOf(node: Identifier | Literal | PrivateIdentifier | Expression): string {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

/** The name of the member that `a.name` and `a['name']` mean, or '' when it is computed. */
export function memberName({ computed, property }: MemberExpression): string {
  return computed && property.type === 'Identifier' ? '' : nameOf(property);
}
