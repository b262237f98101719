import type { ASTNode, GraphQLError, ValidationContext } from 'graphql';

/** A validation problem as graphql-java tells it. */
export interface Problem {
  /** graphql-java's ValidationErrorType. */
  readonly type: string;
  readonly text: string;
  /** Whose location and query path are told. */
  readonly node: ASTNode | undefined;
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
