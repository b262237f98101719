import { FIELD_TITLES, FIELDS } from '../app/fields.ts';
import { CONTESTANT_TITLES, CONTESTANTS } from '../contestants/contestant.ts';
import type { Clients, Sample } from './types.ts';
import { median } from '../statistics.ts';
import { number, percent, spread, table } from '../page/format.ts';
import { ratio, samplesOf, type Cell } from './samples.ts';

const HEAD = [
  'field',
  'who',
  'requests/s: median [min..max]',
  'p50 ms',
  'p99 ms',
  'of this engine',
  'of the floor',
];

/** One table: every field by every contestant. */
export function throughputTable(samples: readonly Sample[], clients: Clients): string {
  const cells = FIELDS.flatMap((field) =>
    CONTESTANTS.map((contestant): Cell => ({ contestant, field, clients })),
  );
  const measured = cells.filter((cell) => samplesOf(samples, cell).length > 0);
  return table(
    HEAD,
    measured.map((cell) => row(samples, cell)),
    2,
  );
}

function row(samples: readonly Sample[], cell: Cell): readonly string[] {
  const own = samplesOf(samples, cell);
  return [
    FIELD_TITLES[cell.field],
    CONTESTANT_TITLES[cell.contestant],
    spread(own.map(({ requestsPerSecond }) => requestsPerSecond)),
    number(median(own.map(({ p50 }) => p50)), 2),
    number(median(own.map(({ p99 }) => p99)), 2),
    percent(ratio(samples, cell, 'user-manager')),
    percent(ratio(samples, cell, 'node-http')),
  ];
}
