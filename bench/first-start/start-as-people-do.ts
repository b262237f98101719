import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { FOLDERS, ROOT } from '../folders.ts';
import { startArguments } from '../processes/start-arguments.ts';
import { stopProcess } from '../processes/stop-process.ts';

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
  const begun = performance.now();
  const since = (): number => (performance.now() - begun) / 1_000;
  const child = spawn(
    process.execPath,
    [...startArguments(), '--port', '0', '--data', FOLDERS.firstStart],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  process.once('exit', () => child.kill());
  const complaint = text(child.stderr);
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    if (READY.test(output)) break;
  }
  const ready = since();
  const [, url] = READY.exec(output) ?? [];
  if (url === undefined) throw new Error(`The system did not start: ${await complaint}`);
  // Else a log that nobody reads would hold it up.
  child.stdout.resume();
  const answer = await fetch(url);
  await answer.text();
  const page = since();
  const steps = Object.fromEntries(
    [...output.matchAll(STEP)].map(([, name, ms]) => [name, Number(ms) / 1_000]),
  );
  return { pid: child.pid ?? 0, ready, steps, page, stop: () => stopProcess(child) };
}
