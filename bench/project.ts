import { setTimeout as pause } from 'node:timers/promises';
import { FOLDERS } from './folders.ts';
import { startEngineProcess, type EngineProcess } from './processes/engine-process.ts';
import { residentMemory } from './processes/resident-memory.ts';
import type { ProjectFootprint } from './results.ts';
import { measureUnitCosts, type UnitCost } from './unit-costs/measure-unit-costs.ts';
import { startRecorder } from './unit-costs/recorder.ts';

const SETTLE = 1_500; // 1.5 seconds

/** Runs this project's own app from nothing, which also synthesizes it, and tells what its operations cost. */
export async function measureProjectUnitCosts(
  dynamodbEndpoint: string,
): Promise<readonly UnitCost[]> {
  const recorder = await startRecorder(dynamodbEndpoint);
  try {
    const engine = await start(recorder.endpoint, '--fresh');
    try {
      return await measureUnitCosts(engine.outputs, recorder);
    } finally {
      await engine.stop();
    }
  } finally {
    await recorder.stop();
  }
}

/** Starts it again, with nothing changed. */
export async function measureProjectStarts(
  dynamodbEndpoint: string,
  times: number,
): Promise<ProjectFootprint> {
  const starts: number[] = [];
  let idleMemory = Number.NaN;
  for (let time = 0; time < times; time += 1) {
    const engine = await start(dynamodbEndpoint);
    try {
      starts.push(engine.startSeconds);
      await pause(SETTLE);
      idleMemory = residentMemory(engine.pid);
    } finally {
      await engine.stop();
    }
  }
  return { starts, idleMemory };
}

const start = (dynamodbEndpoint: string, ...flags: string[]): Promise<EngineProcess> =>
  startEngineProcess(['--data', FOLDERS.project, '--dynamodb', dynamodbEndpoint, ...flags]);
