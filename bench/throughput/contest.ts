import { rmSync } from 'node:fs';
import { CONTESTANTS, type Contestant, type ContestantName } from '../contestants/contestant.ts';
import { isPeer, startContestant } from '../contestants/index.ts';
import { seedTable } from '../database.ts';
import { FOLDERS } from '../folders.ts';
import { isInstalled } from '../install-peers.ts';
import { startGenerator } from '../load/generator.ts';
import { measure } from './measure.ts';
import type { BenchOptions } from '../options.ts';
import type { Measurements } from './types.ts';

type Tell = (line: string) => void;

/** Starts everybody against one database, again and again, then measures them in turns. */
export async function runContest(
  options: BenchOptions,
  dynamodbEndpoint: string,
  tell: Tell,
): Promise<Measurements> {
  rmSync(FOLDERS.userManager, { recursive: true, force: true });
  const names = CONTESTANTS.filter((name) => !isPeer(name) || isInstalled(name));
  const start = (name: ContestantName): Promise<Contestant> =>
    startContestant(name, dynamodbEndpoint);
  // Before the contest, so that everybody finds compiled code where they keep it.
  tell('start times');
  const starts = await furtherStarts(names, start, options.starts - 1);
  const measured = await withAll(names, start, async (contestants) => {
    await seedTable(dynamodbEndpoint);
    const generator = startGenerator();
    try {
      const token = contestants.find((contestant) => contestant.token !== null)?.token ?? '';
      return await measure({ options, contestants, token, generator, tell });
    } finally {
      await generator.stop();
    }
  });
  const footprints = measured.footprints.map((footprint) => ({
    ...footprint,
    starts: [...footprint.starts, ...(starts.get(footprint.contestant) ?? [])],
  }));
  return { samples: measured.samples, footprints };
}

/** The engine under test starts first: it makes the table. */
async function withAll<T>(
  names: readonly ContestantName[],
  start: (name: ContestantName) => Promise<Contestant>,
  use: (contestants: readonly Contestant[]) => Promise<T>,
): Promise<T> {
  const contestants: Contestant[] = [];
  try {
    for (const name of names) contestants.push(await start(name));
    return await use(contestants);
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()));
  }
}

async function furtherStarts(
  names: readonly ContestantName[],
  start: (name: ContestantName) => Promise<Contestant>,
  times: number,
): Promise<ReadonlyMap<ContestantName, readonly number[]>> {
  const starts = new Map<ContestantName, number[]>(names.map((name) => [name, []]));
  for (let time = 0; time < times; time += 1) {
    for (const name of names) {
      const contestant = await start(name);
      await contestant.stop();
      starts.get(name)?.push(contestant.startSeconds);
    }
  }
  return starts;
}
