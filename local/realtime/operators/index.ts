import { comparisons } from './comparisons.ts';
import { contents } from './contents.ts';
import { memberships } from './memberships.ts';
import type { Operator } from './operator.ts';

/** Every operator of enhanced subscription filters, by AWS's spelling. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...comparisons, ...contents, ...memberships }),
);

export type { Operator } from './operator.ts';
