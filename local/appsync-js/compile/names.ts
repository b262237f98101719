import type { Expression, Identifier, Literal, PrivateIdentifier } from 'acorn';

/** The name that an identifier or string key spells, or '' for anything else. */
export function nameOf(node: Identifier | Literal | PrivateIdentifier | Expression): string {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}
