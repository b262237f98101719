import type { OperationName } from './operations.ts';

/** Milliseconds of one operation, the mean of a round. */
export interface Pair {
  readonly few: number;
  readonly many: number;
}

/** Milliseconds of each operation in one round. */
export type Round = Readonly<Record<OperationName, Pair>>;

/** What the part has measured. */
export interface SignInResults {
  /** Users in each pool. */
  readonly sizes: Pair;
  readonly rounds: readonly Round[];
}
