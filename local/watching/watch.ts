import { join, relative } from 'node:path';
import type { AppHost, Replacement } from '../app-host.ts';
import type { Project } from '../project.ts';
import type { ReadApp } from '../read-app.ts';
import { runCommand } from '../run-command.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import type { Service } from '../shared/service.ts';
import { forgetLastAssembly, restoreAssembly, SynthesisError } from '../synthesize.ts';
import { createAppContents } from './app-contents.ts';
import {
  createBackgroundSynthesis,
  type BackgroundSynthesis,
  type SynthesisOutcome,
} from './background-synthesis.ts';
import { createBundler } from './bundler.ts';
import { createCodeFolders } from './code-folders.ts';
import { createLiveSources, type Change, type LiveSources } from './live-sources.ts';
import type { Problem } from './problem.ts';
import { sourceProblems } from './source-problems.ts';
import type { SynthesisRecord } from './synthesis-record.ts';
import { createWatchEvents, type WatchEvent } from './watch-events.ts';
import { watchFiles } from './watch-files.ts';

type SynthesizedApp = Pick<ReadApp, 'app' | 'record'>;

/** What is watched, and who runs what comes of it. */
export interface WatchOptions {
  readonly project: Project;
  readonly dataFolder: string;
  readonly host: AppHost;
  readonly read: ReadApp;
  readonly log: Log;
  readonly onEvent: (event: WatchEvent) => void;
}

/** Watches the sources of an app. */
export interface Watch extends Service {
  readonly routes: readonly HttpRoute[];
}

const EMPTY: SynthesisRecord = {
  read: new Map(),
  copied: new Map(),
  builds: [],
  failures: [],
  error: null,
};

/**
 * Makes what is saved live: by itself what can be told from the record of the last synthesis, all else by
 * another synthesis in the background. What is broken is told, and the last good version goes on.
 */
export function createWatch(options: WatchOptions): Watch {
  return new ProjectWatch(options);
}

class ProjectWatch implements Watch {
  readonly name = 'watch';
  readonly routes: readonly HttpRoute[];
  readonly #options: WatchOptions;
  readonly #tell: (event: WatchEvent) => void;
  readonly #bundler = createBundler();
  readonly #folders;
  readonly #synthesis: BackgroundSynthesis;
  readonly #opaque = new Set<string>();
  #synthesized: SynthesizedApp;
  #sources: LiveSources;
  /** One batch after the other. */
  #work: Promise<void> = Promise.resolve();
  /** Saved since the synthesis under way began. */
  #since = new Set<string>();
  #last: Replacement = 'unchanged';
  readonly #ending = new AbortController();
  #unwatch = (): void => {};

  constructor(options: WatchOptions) {
    this.#options = options;
    const events = createWatchEvents(options.onEvent);
    this.routes = [events.route];
    this.#tell = (event) => events.tell(event);
    this.#folders = createCodeFolders(join(options.dataFolder, 'watch'));
    this.#synthesized = options.read;
    this.#sources = this.#sourcesOf(options.read);
    const { project, dataFolder, log, read } = options;
    this.#synthesis = createBackgroundSynthesis({
      projectFolder: project.folder,
      dataFolder,
      log,
      readApp: () => read.again(),
      onBegin: () => {
        this.#since = new Set();
      },
      onEnd: (outcome) => this.#enqueue(() => this.#take(outcome)),
    });
  }

  start(): Promise<void> {
    const { folder, settings } = this.#options.project;
    this.#unwatch = watchFiles({
      folder,
      inputs: settings.inputs ?? [],
      onChange: (files) => {
        const begun = performance.now();
        for (const file of files) this.#since.add(file);
        this.#enqueue(() => this.#change(files, begun));
      },
    });
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#unwatch();
    this.#ending.abort(new Error('The engine stopped.'));
    await this.#synthesis.stop();
    await this.#work;
    await this.#bundler.stop();
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#options.log.error(
        'watch',
        error instanceof Error ? (error.stack ?? '') : String(error),
      );
    });
  }

  async #change(files: readonly string[], begun: number): Promise<void> {
    const what = files.map((file) => relative(this.#options.project.folder, file));
    this.#tell({ state: 'building', what, ms: 0, errors: [], note: null });
    if (this.#synthesized.record === null) {
      this.#tellOnce('The synthesis ran no Node process that tells what it reads');
    }
    const change = await this.#sources.change(files);
    const problems = [...change.problems, ...(await this.#apply(change, this.#synthesized))];
    const ms = Math.round(performance.now() - begun);
    if (problems.length > 0) {
      this.#tell({ state: 'broken', what, ms, errors: problems, note: null });
      return;
    }
    if (change.needsSynthesis) this.#synthesis.want({ what, begun });
    if (change.isOfSchema || !change.needsSynthesis) {
      this.#tell({ state: 'live', what, ms, errors: [], note: null });
    }
    if (change.isOfSchema) this.#writeTypes();
  }

  /** What is wrong with it; then the last version goes on. */
  async #apply(change: Change, synthesized: SynthesizedApp): Promise<readonly Problem[]> {
    try {
      this.#last = await this.#options.host.replace(change.app);
      change.keep();
      return [];
    } catch (error) {
      const { folder: projectFolder } = this.#options.project;
      return sourceProblems(error, { projectFolder, ...synthesized });
    }
  }

  /** Runs what a synthesis made, with what was saved while it was at work. */
  async #take(outcome: SynthesisOutcome): Promise<void> {
    const { what, begun } = outcome;
    const tell = (
      state: 'live' | 'broken',
      errors: readonly Problem[],
      note: string | null,
    ): void => this.#tell({ state, what, ms: Math.round(performance.now() - begun), errors, note });
    if ('error' in outcome) {
      const { error } = outcome;
      const { folder: projectFolder } = this.#options.project;
      const sources = { projectFolder, ...this.#synthesized };
      const isTold = error instanceof SynthesisError;
      tell('broken', isTold ? error.problems : sourceProblems(error, sources), null);
      return;
    }
    const { app, record } = outcome;
    if (app === null) {
      tell('live', [], null);
      return;
    }
    const synthesized = { app, record };
    const sources = this.#sourcesOf(synthesized);
    const change = await sources.change([...this.#since]);
    const problems = [...change.problems, ...(await this.#apply(change, synthesized))];
    if (problems.length > 0) {
      restoreAssembly(this.#options.dataFolder);
      tell('broken', problems, null);
      return;
    }
    forgetLastAssembly(this.#options.dataFolder);
    this.#synthesized = synthesized;
    this.#sources = sources;
    tell('live', [], NOTES[this.#last]);
  }

  #sourcesOf({ app, record }: SynthesizedApp): LiveSources {
    return createLiveSources({
      record: record ?? EMPTY,
      contents: createAppContents(app, this.#folders),
      bundler: this.#bundler,
      onFunctions: (names) => this.#options.host.prepare(names),
      onOpaque: ({ file, reason }) =>
        this.#tellOnce(`${relative(this.#options.project.folder, file)}: ${reason}`),
    });
  }

  #tellOnce(reason: string): void {
    if (this.#opaque.has(reason)) return;
    this.#opaque.add(reason);
    this.#options.log.warn('watch', `${reason}. What is saved is live after a synthesis.`);
  }

  #writeTypes(): void {
    const { project, log } = this.#options;
    const { codegen } = project.settings;
    if (codegen === undefined) return;
    const written = runCommand({
      name: 'codegen',
      command: codegen,
      folder: project.folder,
      log,
      signal: this.#ending.signal,
      inBackground: true,
      onOutput: () => {},
    }).catch((error: unknown) => {
      if (this.#ending.signal.aborted) return;
      log.warn('codegen', error instanceof Error ? lastLinesOf(error.message) : String(error));
    });
    this.#synthesis.after(written);
  }
}

/** What else there is to say of it. */
const NOTES: Readonly<Record<Replacement, string | null>> = {
  unchanged: 'nothing differs',
  replaced: null,
  restarted: 'services began anew; data stays, connections were closed',
};

const lastLinesOf = (text: string): string => text.trimEnd().split('\n').slice(-3).join('\n');
