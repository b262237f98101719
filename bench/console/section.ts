import { number, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import { LEAST_MS } from './event-timing.ts';
import type { ConsoleUseResults, Use } from './types.ts';

/** Milliseconds; what INP calls good. https://web.dev/articles/inp */
const GOAL = 200;

/** The slowest interaction of a round; the median over the rounds. */
const worst = ({ rounds }: Use): number =>
  median(rounds.map((round) => Math.max(LEAST_MS, ...round)));

/** What the page says of the console. */
export function consoleUseSection({ users, uses }: ConsoleUseResults): string {
  const rows = uses.map((use) => [
    use.title,
    String(use.rounds[0]?.length ?? 0),
    number(median(use.rounds.flat())),
    number(worst(use)),
  ]);
  return [
    `What somebody does in the list of a directory of ${number(users)} users, in headless Chromium on the same machine. Of each
press and key the browser itself measures the milliseconds until it has painted what it changed (Event Timing,
the ground of INP), in steps of 8 and from ${LEAST_MS} on; shorter ones are not told of. What is read from the server may come
later: until then the page shows that it is on its way.`,
    table(['what', 'told of in a round', 'median ms', 'slowest of a round, ms'], rows),
  ].join('\n\n');
}

/** Nobody waits to see what a press does. */
export function consoleUseGoals({ users, uses }: ConsoleUseResults): readonly Goal[] {
  const slowest = Math.max(...uses.map(worst));
  return [
    {
      text: `console, ${number(users)} users: each press and key shows within ${GOAL} ms`,
      measured: `${number(slowest)} ms at most`,
      isMet: slowest < GOAL,
    },
  ];
}
