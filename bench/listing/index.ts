import { startDatabase } from '../database.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import type { EngineProcess } from '../processes/engine-process.ts';
import { createMachineClient } from '../project-clients.ts';
import { startRecorder, type Recorder } from '../unit-costs/recorder.ts';
import { startDirectory } from './directory.ts';
import { LISTS } from './lists.ts';
import { measureList } from './measure-lists.ts';
import { listingGoals, listingSection } from './section.ts';
import type { ListCost, ListingResults } from './types.ts';

const SIZE = { users: 100_000, pageSize: 20, repeatsOfRound: 20 };
const QUICK_SIZE = { users: 2_000, pageSize: 5, repeatsOfRound: 2 };

/** What pages of listUsers cost in a large directory, near its start and deep in it. */
export const listing: BenchPart<ListingResults> = {
  name: 'listing',
  title: 'Lists of a large directory',
  measure,
  section: listingSection,
  goals: listingGoals,
};

/** Runs this project's own app, on a table that it made itself. */
async function measure(context: BenchContext): Promise<ListingResults> {
  await using resources = new AsyncDisposableStack();
  const database = resources.adopt(await startDatabase(), (one) => one.stop());
  const recorder = resources.adopt(await startRecorder(database.endpoint), (one) => one.stop());
  const { users } = context.options.quick ? QUICK_SIZE : SIZE;
  context.tell(`${users} users into the table`);
  const wanted = { database: database.endpoint, engine: recorder.endpoint, users };
  const { engine, seedSeconds } = await startDirectory(wanted);
  resources.defer(() => engine.stop());
  return { users, seedSeconds, ...(await measureLists(context, engine, recorder)) };
}

async function measureLists(
  { options, tell }: BenchContext,
  { outputs }: EngineProcess,
  recorder: Recorder,
): Promise<Pick<ListingResults, 'pageSize' | 'lists'>> {
  const { pageSize, repeatsOfRound } = options.quick ? QUICK_SIZE : SIZE;
  const machine = createMachineClient(outputs);
  try {
    const reader = { machine, recorder, pageSize, repeats: options.rounds * repeatsOfRound };
    const lists: ListCost[] = [];
    for (const list of LISTS) {
      tell(list.title);
      lists.push(await measureList(reader, list));
    }
    return { pageSize, lists };
  } finally {
    machine.close();
  }
}
