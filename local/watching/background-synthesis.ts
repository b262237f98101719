import type { App } from '../assembly/model.ts';
import { readProject } from '../project.ts';
import type { Log } from '../shared/log.ts';
import { synthesize } from '../synthesize.ts';
import type { SynthesisRecord } from './synthesis-record.ts';

/** What was saved, and when (of `performance.now`). */
export interface Saved {
  readonly what: readonly string[];
  readonly begun: number;
}

/** How a synthesis ended; `app` null: nothing that it is made of had changed. */
export type SynthesisOutcome = Saved &
  (
    | { readonly app: App | null; readonly record: SynthesisRecord | null }
    | { readonly error: unknown }
  );

/** Synthesizes while everything else goes on: one at a time, the newest sources. */
export interface BackgroundSynthesis {
  /** Begins one, or begins anew the one under way. */
  want(saved: Saved): void;
  /** Waits with the next one: what runs there makes sources. */
  after(work: Promise<unknown>): void;
  stop(): Promise<void>;
}

/** What is synthesized, and who is told. */
export interface BackgroundSynthesisOptions {
  readonly projectFolder: string;
  readonly dataFolder: string;
  readonly log: Log;
  readonly readApp: () => App;
  /** The sources are read from now on. */
  readonly onBegin: () => void;
  readonly onEnd: (outcome: SynthesisOutcome) => void;
}

/** Makes one that runs nothing yet. */
export function createBackgroundSynthesis(
  options: BackgroundSynthesisOptions,
): BackgroundSynthesis {
  let wanted: Saved | null = null;
  let before: Promise<unknown> = Promise.resolve();
  let running: Promise<void> | null = null;
  let ending = new AbortController();

  const run = async (): Promise<void> => {
    while (wanted) {
      await before;
      const saved: Saved = wanted;
      wanted = null;
      ending = new AbortController();
      options.onBegin();
      const outcome = await once(options, ending.signal);
      if (outcome) options.onEnd({ ...saved, ...outcome });
      // What began anew is for the earlier saves too.
      else wanted &&= together(saved, wanted);
    }
    running = null;
  };
  return {
    want(saved) {
      wanted = wanted ? together(wanted, saved) : saved;
      ending.abort(new Error('Sources changed meanwhile.'));
      running ??= run();
    },
    after(work) {
      before = Promise.allSettled([before, work]);
    },
    async stop() {
      wanted = null;
      ending.abort(new Error('The engine stopped.'));
      await running;
    },
  };
}

const together = (earlier: Saved, later: Saved): Saved => ({
  what: [...new Set([...earlier.what, ...later.what])],
  begun: earlier.begun,
});

/** Null: it was ended. */
async function once(
  { projectFolder, dataFolder, log, readApp }: BackgroundSynthesisOptions,
  signal: AbortSignal,
) {
  try {
    // cdk.json may be what changed.
    const project = readProject(projectFolder);
    const synthesis = { signal, inBackground: true, keepsLast: true };
    const { made, record } = await synthesize(project, dataFolder, log, synthesis);
    return { app: made ? readApp() : null, record };
  } catch (error) {
    return signal.aborted ? null : { error };
  }
}
