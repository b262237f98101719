import type { ASTNode, GraphQLError, ValidationContext } from 'graphql';

/** A validation problem as graphql-java tells it. */
export interface Problem {
  /** graphql-java's ValidationErrorType. */
  readonly type: string;
  readonly text: string;
  /** Whose location and query path are told. */
  readonly node: ASTNode | undefined;
  /** Whose locations are told instead. */
  readonly blamed?: readonly ASTNode[];
  /** Found when the whole document was read: no query path. */
  readonly isOfDocument?: boolean;
}

/** Words a problem from the nodes that the rule blames. Called while the rule is at that place. */
export type Phrase = (
  nodes: readonly ASTNode[],
  context: ValidationContext,
  error: GraphQLError,
) => Problem;

/** The name in a node that has one. */
export function nameIn(node: ASTNode | undefined): string {
  if (!node) return '';
  if (node.kind === 'Name') return node.value;
  if (node.kind === 'VariableDefinition') return node.variable.name.value;
  return 'name' in node && node.name ? node.name.value : '';
}

/** The problem's text travels in the error's message. */
export const ownText =
  (type: string): Phrase =>
  ([node], _context, { message }) => ({ type, text: message, node });

/** As ownText, of a rule that names first the place and then the nodes to blame. */
export const ownTextAt =
  (type: string): Phrase =>
  ([node, ...blamed], _context, { message }) => ({ type, text: message, node, blamed });
