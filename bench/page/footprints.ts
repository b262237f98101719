import { CONTESTANT_TITLES } from '../contestants/contestant.ts';
import type { Results } from '../results.ts';
import { megabytes, spread, table } from './format.ts';

/** What each process occupies, and how long it takes to start. */
export function footprintsTable({ measurements, project }: Results): string {
  const rows = [...measurements.footprints].map(([name, footprint]) => [
    CONTESTANT_TITLES[name],
    megabytes(footprint.idleMemory),
    megabytes(footprint.loadedMemory),
    spread(footprint.starts, 2),
  ]);
  const own = project && [
    "this engine with this project's own app",
    megabytes(project.idleMemory),
    '–',
    spread(project.starts, 2),
  ];
  return table(
    ['process', 'memory, idle', 'memory, after the load', 'start, s: median [min..max]'],
    [...rows, ...(own ? [own] : [])],
  );
}
