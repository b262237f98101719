import { LocalError } from '../../shared/errors.ts';
import type { Problem } from './check.ts';
import type { Place, Positions } from './source-positions.ts';

/** One broken rule and where in the bundle it is. */
export interface PlacedProblem extends Problem, Place {}

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
    const lines = placed.map(
      (problem) => `${positions.describe(problem)} ${problem.rule}: ${problem.instead}`,
    );
    const count = lines.length === 1 ? 'a rule' : `${lines.length} rules`;
    super(
      'ERR_RESOLVER_CODE',
      `${file} breaks ${count} of APPSYNC_JS; AWS would refuse it:\n${lines.join('\n')}`,
    );
    this.problems = placed;
  }
}
