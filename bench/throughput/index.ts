import { synthesizeBenchApp } from '../app/synthesize.ts';
import { startDatabase } from '../database.ts';
import { FOLDERS } from '../folders.ts';
import { installPeers } from '../install-peers.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import { runContest } from './contest.ts';
import { throughputGoals } from './goals.ts';
import { measureProjectStarts } from './project-starts.ts';
import { throughputSection } from './section.ts';
import type { ThroughputResults } from './types.ts';

/** Requests a second of four kinds of fields next to the engine's peers; memory and start. */
export const throughput: BenchPart<ThroughputResults> = {
  name: 'throughput',
  title: 'Throughput, memory and start',
  measure,
  section: throughputSection,
  goals: throughputGoals,
};

async function measure({ options, tell }: BenchContext): Promise<ThroughputResults> {
  if (!options.quick) await installPeers(tell);
  tell('synthesis of the app under test');
  synthesizeBenchApp(FOLDERS.assembly);
  const database = await startDatabase();
  try {
    const measurements = await runContest(options, database.endpoint, tell);
    tell("starts of this project's own app");
    const project = await measureProjectStarts(database.endpoint, options);
    const { rounds, seconds } = options;
    return { ...measurements, project, options: { rounds, seconds } };
  } finally {
    await database.stop();
  }
}
