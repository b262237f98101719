import { LocalError } from '../../shared/errors.ts';
import type { Problem } from './check.ts';
import type { Place, Positions } from './source-positions.ts';

/** One broken rule and where in the bundle it is. */
export interface PlacedProblem extends Problem, Place {}

/** `file:line:col rule: what to write instead`, in the source when the bundle has a source map. */
export function describeProblem(problem: Problem, positions: Positions): string {
  const place = positions.describe(positions.placeOf(problem.offset));
  return `${place} ${problem.rule}: ${problem.instead}`;
}

/**
 * ERR_RESOLVER_CODE with a line `file:line:col rule: what to write instead` for every broken rule, in
 * the TypeScript source when the bundle carries an inline source map.
 */
export class ResolverCodeError extends LocalError {
  readonly problems: readonly PlacedProblem[];

  constructor(file: string, problems: readonly Problem[], positions: Positions) {
    const placed = problems.map((problem) => ({
      ...problem,
      ...positions.placeOf(problem.offset),
    }));
    const lines = problems.map((problem) => describeProblem(problem, positions));
    const count = lines.length === 1 ? 'a rule' : `${lines.length} rules`;
    super(
      'ERR_RESOLVER_CODE',
      `${file} breaks ${count} of APPSYNC_JS; AWS would refuse it:\n${lines.join('\n')}`,
    );
    this.problems = placed;
  }
}
