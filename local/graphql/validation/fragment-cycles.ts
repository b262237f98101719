import {
  GraphQLError,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { ownTextAt } from './problem.ts';

const noFragmentCycles: ValidationRule = (context) => ({
  FragmentDefinition(node) {
    const path = wayBackTo(node, context);
    if (!path) return;
    const nodes = [node, ...path];
    context.reportError(new GraphQLError('Fragment cycles not allowed', { nodes }));
  },
});

/** Told of each fragment that holds itself, at the spreads on the way to the one that closes the cycle. */
export const NoFragmentCycles = [noFragmentCycles, ownTextAt('FragmentCycle')] as const;

function wayBackTo(
  start: FragmentDefinitionNode,
  context: ValidationContext,
): readonly FragmentSpreadNode[] | null {
  const seen = new Set<FragmentDefinitionNode>([start]);
  const from = (
    fragment: FragmentDefinitionNode,
    path: readonly FragmentSpreadNode[],
  ): readonly FragmentSpreadNode[] | null => {
    for (const spread of context.getFragmentSpreads(fragment.selectionSet)) {
      const next = context.getFragment(spread.name.value);
      if (next === start) return path;
      if (!next || seen.has(next)) continue;
      seen.add(next);
      const found = from(next, [...path, spread]);
      if (found) return found;
    }
    return null;
  };
  return from(start, []);
}
