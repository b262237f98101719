import { FOLDERS } from '../folders.ts';
import { startEngineProcess, type EngineProcess } from '../processes/engine-process.ts';
import { seedUsers } from './seed.ts';

interface Wanted {
  /** DynamoDB's own endpoint, and the one that the engine is told. */
  readonly database: string;
  readonly engine: string;
  readonly users: number;
  /** What is done through the API before the table is filled. */
  readonly first?: (engine: EngineProcess) => Promise<void>;
}

/** This project's own app on a table that it made itself and that was filled with users then. */
export async function startDirectory({ database, engine, users, first }: Wanted) {
  const flags = ['--data', FOLDERS.project, '--dynamodb', engine];
  const maker = await startEngineProcess([...flags, '--fresh']);
  try {
    await first?.(maker);
  } finally {
    await maker.stop();
  }
  const start = performance.now();
  await seedUsers(database, users);
  const seedSeconds = (performance.now() - start) / 1_000;
  return { seedSeconds, engine: await startEngineProcess(flags) };
}
