import { join } from 'node:path';
import type { BenchContext, BenchPart } from '../part.ts';
import { machineAuthOf } from '../project-clients.ts';
import { startEngineProcess } from '../processes/engine-process.ts';
import { listenToSaves } from './live-events.ts';
import { copyProject } from './project-copy.ts';
import { SAVES } from './saves.ts';
import { watchGoals, watchSection } from './section.ts';
import { SAVED, type Saved, type WatchResults } from './types.ts';

/** Saves that count, of each kind; a synthesis follows each of a schema. */
const TIMES: Readonly<Record<Saved, number>> = { resolver: 40, function: 40, schema: 10 };

/** From a save of this project's own files to the first answer that is new. */
export const watch: BenchPart<WatchResults> = {
  name: 'watch',
  title: 'Save and it is live',
  measure,
  section: watchSection,
  goals: watchGoals,
};

async function measure({ options, tell }: BenchContext): Promise<WatchResults> {
  const project = copyProject();
  const data = join(project.folder, '.local');
  const engine = await startEngineProcess(['--data', data], project.folder);
  const events = await listenToSaves(new URL(engine.outputs.graphqlUrl).origin);
  try {
    const authorized = await machineAuthOf(engine.outputs, ['users/read']).headers();
    const ask = async (query: string): Promise<string> => {
      const body = JSON.stringify({ query });
      const headers = { ...authorized, 'content-type': 'application/json' };
      const answer = await fetch(engine.outputs.graphqlUrl, { method: 'POST', headers, body });
      return answer.text();
    };
    let count = 1_000;
    const once = async (saved: Saved): Promise<number> => {
      const { file, before, after, query, told } = SAVES[saved];
      count += 1;
      await ask(query);
      const settled = events.live(told);
      const begun = performance.now();
      project.save(file, before, after(count));
      await firstNew(() => ask(query), String(count));
      const ms = performance.now() - begun;
      await settled;
      return ms;
    };
    const results: Partial<Record<Saved, number[]>> = {};
    for (const saved of SAVED) {
      tell(`saves of a ${saved}`);
      // The first loads the bundler, which stays for a minute.
      await once(saved);
      const times: number[] = [];
      for (let time = 0; time < (options.quick ? 1 : TIMES[saved]); time += 1) {
        times.push(await once(saved));
      }
      results[saved] = times;
    }
    return results as WatchResults;
  } finally {
    events.stop();
    await engine.stop();
  }
}

/** Longer than any save takes, in milliseconds. */
const PATIENCE = 60_000;

/** Asks one request after the other until an answer has the text. */
async function firstNew(ask: () => Promise<string>, text: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer.includes(text)) return;
    if (performance.now() > end) throw new Error(`Nothing new after a save: ${answer}`);
  }
}
