import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FOLDERS, ROOT } from '../folders.ts';
import type { BenchOptions } from '../options.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import { residentMemory } from '../processes/resident-memory.ts';
import { synthesizeAlone } from './synthesize-alone.ts';
import { firstStartGoals, firstStartSection } from './section.ts';
import { startAsPeopleDo } from './start-as-people-do.ts';
import type { FirstStart, FirstStartResults } from './types.ts';

/** Longer than the engine keeps threads that nobody uses. */
const LATER = 20_000; // 20 seconds

/** Built pages and compiled code, which a fresh clone does not have; data and synthesis are in a folder of their own. */
const MADE = ['.local/console', '.local/playground', 'node_modules/.cache'];

/** The first start of this project's own app, as right after `npm ci`, next to its bare synthesis. */
export const firstStart: BenchPart<FirstStartResults> = {
  name: 'first-start',
  title: 'The first start',
  measure,
  section: firstStartSection,
  goals: firstStartGoals,
};

async function measure({ options, tell }: BenchContext): Promise<FirstStartResults> {
  const results: FirstStart[] = [];
  for (let time = 1; time <= options.starts; time += 1) {
    tell(`first start ${time} of ${options.starts}`);
    results.push(await measureOnce(options));
  }
  return results;
}

async function measureOnce({ quick }: BenchOptions): Promise<FirstStart> {
  // Others may be at work in a smoke run: what they use stays.
  const forget = (): void => forgetWhatWasMade(quick ? [] : MADE);
  forget();
  const synthesis = await synthesizeAlone();
  forget();
  const first = await startAsPeopleDo();
  const memoryWhenReady = residentMemory(first.pid);
  await pause(quick ? 0 : LATER);
  const memoryLater = residentMemory(first.pid);
  await first.stop();
  const second = await startAsPeopleDo();
  await second.stop();
  const { ready, steps, page } = first;
  return { synthesis, ready, steps, page, memoryWhenReady, memoryLater, next: second.ready };
}

function forgetWhatWasMade(made: readonly string[]): void {
  for (const folder of [FOLDERS.firstStart, ...made]) {
    rmSync(resolve(ROOT, folder), { recursive: true, force: true });
  }
}
