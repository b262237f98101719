import { CONTESTANT_TITLES } from '../contestants/contestant.ts';
import { megabytes, spread, table } from '../page/format.ts';
import type { ThroughputResults } from './types.ts';

/** What each process occupies, and how long it takes to start. */
export function footprintsTable({ footprints, project }: ThroughputResults): string {
  const rows = footprints.map((footprint) => [
    CONTESTANT_TITLES[footprint.contestant],
    megabytes(footprint.idleMemory),
    megabytes(footprint.loadedMemory),
    spread(footprint.starts, 2),
  ]);
  const own = [
    "this engine with this project's own app",
    megabytes(project.idleMemory),
    '–',
    spread(project.starts, 2),
  ];
  return table(
    ['process', 'memory, idle', 'memory, after the load', 'start, s: median [min..max]'],
    [...rows, own],
  );
}
