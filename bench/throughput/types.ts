import type { Field } from '../app/fields.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import type { LoadResult } from '../load/types.ts';
import type { BenchOptions } from '../options.ts';

/** How many clients ask at the same time. */
export const CLIENTS = [1, 32] as const;

/** How many clients ask at once. */
export type Clients = (typeof CLIENTS)[number];

/** One measurement of one round. */
export interface Sample extends LoadResult {
  readonly contestant: ContestantName;
  readonly field: Field;
  readonly clients: Clients;
}

/** What a process costs. */
export interface Footprint {
  readonly contestant: ContestantName;
  /** Seconds from the start of the process until it answers, one of each start. */
  readonly starts: readonly number[];
  /** Bytes before the first request. */
  readonly idleMemory: number;
  /** Bytes after the last. */
  readonly loadedMemory: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** The project's own app, started as `npm start` does when nothing has changed. */
export type ProjectFootprint = Pick<Footprint, 'starts' | 'idleMemory'>;

/** All samples, and what each contestant takes of the machine. */
export interface Measurements {
  readonly samples: readonly Sample[];
  readonly footprints: readonly Footprint[];
}

/** What the part has measured, and how. */
export interface ThroughputResults extends Measurements {
  readonly project: ProjectFootprint;
  readonly options: Pick<BenchOptions, 'rounds' | 'seconds'>;
}
