import { FOLDERS } from '../folders.ts';
import { spawnEngine } from '../processes/spawn-engine.ts';

/** The system as `npm start` runs it, with its seed. Times are in seconds. */
export interface StartedAsPeopleDo {
  readonly pid: number;
  readonly ready: number;
  /** By the names that the terminal shows. */
  readonly steps: Readonly<Record<string, number>>;
  /** Until the page at `/` answered. */
  readonly page: number;
  stop(): Promise<void>;
}

const STEP = /^✓ (\S+(?: \S+)*) +(\d+) ms/gm;
const READY = /^Ready on (\S+) after/m;

/** Starts it on the folder of this part, and waits until it and its first page answer. */
export async function startAsPeopleDo(): Promise<StartedAsPeopleDo> {
  const { pid, stdout, complaint, seconds, stop } = spawnEngine(['--data', FOLDERS.firstStart]);
  let output = '';
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    if (READY.test(output)) break;
  }
  const ready = seconds();
  const [, url] = READY.exec(output) ?? [];
  if (url === undefined) throw new Error(`The system did not start: ${await complaint}`);
  // Else a log that nobody reads would hold it up.
  stdout.resume();
  const answer = await fetch(url);
  await answer.text();
  const page = seconds();
  const steps = Object.fromEntries(
    [...output.matchAll(STEP)].map(([, name, ms]) => [name, Number(ms) / 1_000]),
  );
  return { pid, ready, steps, page, stop };
}
