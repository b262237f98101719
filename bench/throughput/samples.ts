import type { Field } from '../app/fields.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import type { Clients, Sample } from './types.ts';
import { median } from '../statistics.ts';

/** What was measured, one after the other in each round. */
export interface Cell {
  readonly contestant: ContestantName;
  readonly field: Field;
  readonly clients: Clients;
}

/** The samples of one cell, in the order of the rounds. */
export function samplesOf(samples: readonly Sample[], cell: Cell): readonly Sample[] {
  return samples.filter(
    ({ contestant, field, clients }) =>
      contestant === cell.contestant && field === cell.field && clients === cell.clients,
  );
}

/**
 * How many times as many requests the cell's contestant answers as another: the median of the
 * rounds' own ratios, since the machine is not equally fast in all rounds. NaN when one is absent.
 */
export function ratio(samples: readonly Sample[], cell: Cell, other: ContestantName): number {
  const others = samplesOf(samples, { ...cell, contestant: other });
  return median(
    samplesOf(samples, cell).map(
      ({ requestsPerSecond }, round) =>
        requestsPerSecond / (others[round]?.requestsPerSecond ?? Number.NaN),
    ),
  );
}
