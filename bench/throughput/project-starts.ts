import { setTimeout as pause } from 'node:timers/promises';
import { FOLDERS } from '../folders.ts';
import type { BenchOptions } from '../options.ts';
import { startEngineProcess, type EngineProcess } from '../processes/engine-process.ts';
import { residentMemory } from '../processes/resident-memory.ts';
import type { ProjectFootprint } from './types.ts';

const SETTLE = 1_500; // 1.5 seconds

/** Starts this project's own app as often, with nothing changed since the start before. */
export async function measureProjectStarts(
  dynamodbEndpoint: string,
  { starts: times, quick }: Pick<BenchOptions, 'starts' | 'quick'>,
): Promise<ProjectFootprint> {
  const first = await start(dynamodbEndpoint, '--fresh'); // synthesizes it and makes the tables
  await first.stop();
  const starts: number[] = [];
  let idleMemory = Number.NaN;
  for (let time = 0; time < times; time += 1) {
    const engine = await start(dynamodbEndpoint);
    try {
      starts.push(engine.startSeconds);
      if (!quick) await pause(SETTLE);
      idleMemory = residentMemory(engine.pid);
    } finally {
      await engine.stop();
    }
  }
  return { starts, idleMemory };
}

const start = (dynamodbEndpoint: string, ...flags: string[]): Promise<EngineProcess> =>
  startEngineProcess(['--data', FOLDERS.project, '--dynamodb', dynamodbEndpoint, ...flags]);
