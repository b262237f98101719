import { megabytes, number, spread, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import type { FirstStart, FirstStartResults } from './types.ts';

/** How often the time of the synthesis alone. */
const MOST = 2;

/** What the page says of the first start. */
export function firstStartSection(results: FirstStartResults): string {
  const times = (of: (start: FirstStart) => number): string => spread(results.map(of), 1);
  const rows = [
    ['`cdk synth` alone', times(({ synthesis }) => synthesis)],
    ['first start, until ready with the people of the seed', times(({ ready }) => ready)],
    ...namesOfSteps(results).map((name) => [
      `… of it: ${name}`,
      times(({ steps }) => steps[name] ?? Number.NaN),
    ]),
    ['first start, until the page at `/` answers', times(({ page }) => page)],
    ['second start, nothing changed', times(({ next }) => next)],
  ];
  const memory = (of: (start: FirstStart) => number): string => megabytes(median(results.map(of)));
  return [
    'What a fresh clone sees after `npm ci`: nothing is synthesized, compiled, built or stored yet. The steps overlap.',
    table(['what', 's: median [min..max]'], rows),
    `Memory of the engine's process: ${memory(({ memoryWhenReady }) => memoryWhenReady)} when it is ready, ${memory(({ memoryLater }) => memoryLater)} twenty seconds later, when the threads are gone that only the seed wanted.`,
  ].join('\n\n');
}

/** Those that take a tenth of a second at least. */
function namesOfSteps(results: FirstStartResults): readonly string[] {
  const [first] = results;
  return Object.entries(first?.steps ?? {}).flatMap(([name, s]) => (s >= 0.1 ? [name] : []));
}

/** What a first start promises. */
export function firstStartGoals(results: FirstStartResults): readonly Goal[] {
  const ratio = median(results.map(({ ready, synthesis }) => ready / synthesis));
  return [
    {
      text: `first start, ready with 30 people: at most ${MOST} times the bare synthesis`,
      measured: `${number(ratio, 2)} times`,
      isMet: ratio <= MOST,
    },
  ];
}
