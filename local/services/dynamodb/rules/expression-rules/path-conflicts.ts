import type { ReadExpression } from '../expressions/read-expression.ts';
import type { Path } from '../expressions/syntax.ts';
import { stepsOf, type ExpressionRule } from './types.ts';

/** Paths of one update or projection: none within another, and no attribute both list and map. */
export const pathConflicts: ExpressionRule = (expression, given) => {
  const byAttribute = new Map<string, string[][]>();
  for (const path of targets(expression)) {
    const second = stepsOf(path, given);
    const before = byAttribute.get(second[0] ?? '') ?? [];
    for (const first of before) {
      const problem = between(first, second);
      if (problem)
        return (
          `Two document paths ${problem} with each other; must remove or rewrite one of these paths; ` +
          `path one: [${first.join(', ')}], path two: [${second.join(', ')}]`
        );
    }
    byAttribute.set(second[0] ?? '', [...before, second]);
  }
  return null;
};

function targets({ parsed }: ReadExpression): readonly Path[] {
  if (parsed.kind === 'projection') return parsed.paths;
  return parsed.kind === 'update' ? parsed.actions.map(({ path }) => path) : [];
}

function between(first: readonly string[], second: readonly string[]): string | null {
  const differs = first.findIndex((step, index) => step !== second[index]);
  const [one, other] = [first[differs], second[differs]];
  if (one === undefined || other === undefined) return 'overlap';
  return one.startsWith('[') === other.startsWith('[') ? null : 'conflict';
}
