import { existsSync, readFileSync } from 'node:fs';
import type { App } from '../assembly/model.ts';
import type { AppContents } from './app-contents.ts';
import { isRepeatable, type Bundled, type Bundler } from './bundler.ts';
import { contentHash, type Contents } from './contents.ts';
import type { Problem } from './problem.ts';
import type { RecordedBuild, RecordedEntry, SynthesisRecord } from './synthesis-record.ts';

/** What saved files come to. */
export interface Change {
  /** The app with them. */
  readonly app: App;
  readonly problems: readonly Problem[];
  /** Whether there is more to it than can be seen here. */
  readonly needsSynthesis: boolean;
  /** Whether a schema is another one. */
  readonly isOfSchema: boolean;
  /** From here on the app has them; else the next change is made to the app without. */
  keep(): void;
}

/** The sources of one synthesis, as they are now. */
export interface LiveSources {
  change(files: readonly string[]): Promise<Change>;
}

/** What the sources of an app are known by. */
export interface LiveSourcesOptions {
  readonly record: SynthesisRecord;
  readonly contents: AppContents;
  readonly bundler: Bundler;
  /** Told of functions whose code is about to be made anew, by their names. */
  readonly onFunctions: (names: readonly string[]) => void;
  /** Told of each thing that cannot be made without a synthesis, and why. */
  readonly onOpaque: (opaque: Opaque) => void;
}

/** What cannot be made without a synthesis. */
export interface Opaque {
  /** What was saved, or what is made of it. */
  readonly file: string;
  readonly reason: string;
}

/**
 * Makes what changed files are for in the assembly, without a synthesis: bundles again what esbuild made
 * of them, and takes over what was copied or read as it stands. Everything is known by its bytes, so a
 * content that two sources have in common is left to the synthesis, as is whatever it read itself.
 */
export function createLiveSources(options: LiveSourcesOptions): LiveSources {
  return new Sources(options);
}

class Sources implements LiveSources {
  readonly #options: LiveSourcesOptions;
  /** What leads to what, as of the last build. */
  readonly #entries = new Map<RecordedBuild, Map<string, RecordedEntry>>();
  /** Entries whose last build failed: a file that was missing is none of their inputs. */
  readonly #failing = new Set<string>();
  readonly #producers: ReadonlyMap<string, number>;
  #contents: Contents = new Map();

  constructor(options: LiveSourcesOptions) {
    this.#options = options;
    this.#producers = producersOf(options.record);
    for (const build of options.record.builds) {
      this.#entries.set(build, new Map(build.entries.map((entry) => [entry.file, entry])));
    }
  }

  async change(files: readonly string[]): Promise<Change> {
    const draft = new Draft(this.#contents, this.#producers, this.#options.contents);
    const { read, copied } = this.#options.record;
    const inputs = this.#inputs();
    const isKnown = (file: string): boolean =>
      read.has(file) || copied.has(file) || inputs.has(file);
    const retried = files.every(isKnown) ? NONE : this.#failing;
    const known = new Set<string>();
    for (const [build, entries] of this.#entries) {
      const wanted = wantedOf(entries, files, retried);
      for (const file of wanted) {
        for (const input of entries.get(file)?.inputs ?? []) known.add(input);
      }
      if (wanted.size === 0) continue;
      const bundled = await this.#bundle(build, wanted, draft);
      for (const { inputs } of bundled) for (const input of inputs) known.add(input);
    }
    for (const file of files) {
      const before = copied.get(file) ?? read.get(file);
      if (before !== undefined && existsSync(file)) draft.put(file, before, readFileSync(file));
      // What the synthesis read, it may have made more of.
      if (read.has(file) || (before === undefined && !known.has(file))) draft.needsSynthesis = true;
    }
    for (const opaque of draft.opaque) this.#options.onOpaque(opaque);
    return {
      app: this.#options.contents.with(draft.contents),
      problems: draft.problems,
      needsSynthesis: draft.needsSynthesis,
      isOfSchema: draft.isOfSchema,
      keep: () => {
        this.#contents = draft.contents;
      },
    };
  }

  #inputs(): ReadonlySet<string> {
    const entries = [...this.#entries.values()].flatMap((byFile) => [...byFile.values()]);
    return new Set(entries.flatMap(({ inputs }) => inputs));
  }

  async #bundle(
    build: RecordedBuild,
    wanted: ReadonlySet<string>,
    draft: Draft,
  ): Promise<readonly RecordedEntry[]> {
    if (!isRepeatable(build)) {
      const reason = 'esbuild runs with plugins or options that cannot be repeated here';
      for (const file of wanted) draft.leave({ file, reason });
      return [];
    }
    this.#options.onFunctions(this.#functionsOf(build, wanted));
    const bundled: Bundled = await this.#options.bundler.build(build, wanted);
    for (const file of wanted) {
      if ('problems' in bundled) this.#failing.add(file);
      else this.#failing.delete(file);
    }
    if ('problems' in bundled) {
      draft.problems.push(...bundled.problems);
      return [];
    }
    for (const { path, contents } of bundled.outputs) {
      const before = build.outputs.find((output) => output.path === path);
      if (before) draft.put(path, before.hash, contents, true);
      else draft.leave({ file: path, reason: 'esbuild writes it since the last synthesis only' });
    }
    for (const entry of bundled.entries) this.#entries.get(build)?.set(entry.file, entry);
    return bundled.entries;
  }

  #functionsOf(build: RecordedBuild, wanted: ReadonlySet<string>): readonly string[] {
    const made = new Set([...wanted].map((file) => this.#entries.get(build)?.get(file)?.output));
    const hashes = build.outputs.filter(({ path }) => made.has(path)).map(({ hash }) => hash);
    return hashes.flatMap((hash) => this.#options.contents.functionsWith(hash));
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Entries that lead to one of the files, and those to be tried again. */
function wantedOf(
  entries: ReadonlyMap<string, RecordedEntry>,
  files: readonly string[],
  retried: ReadonlySet<string>,
): ReadonlySet<string> {
  const isWanted = ({ file, inputs }: RecordedEntry): boolean =>
    retried.has(file) || files.some((changed) => inputs.includes(changed));
  return new Set([...entries.values()].filter(isWanted).map(({ file }) => file));
}

/** What becomes of the contents by one change. */
class Draft {
  readonly contents: Map<string, Uint8Array>;
  readonly problems: Problem[] = [];
  readonly opaque: Opaque[] = [];
  needsSynthesis = false;
  isOfSchema = false;
  readonly #producers: ReadonlyMap<string, number>;
  readonly #app: AppContents;

  constructor(before: Contents, producers: ReadonlyMap<string, number>, app: AppContents) {
    this.contents = new Map(before);
    this.#producers = producers;
    this.#app = app;
  }

  /** Leaves it to the synthesis. */
  leave(opaque: Opaque): void {
    this.needsSynthesis = true;
    this.opaque.push(opaque);
  }

  /** @param isMade whether it was made for the assembly, so that it has to be somewhere in it */
  put(file: string, before: string, content: Uint8Array, isMade = false): void {
    const now = contentHash(content);
    if (now === before) {
      this.contents.delete(before);
      return;
    }
    const place = this.#app.find(before);
    if (place === null) {
      if (isMade) this.leave({ file, reason: 'it is changed after esbuild has made it' });
      return;
    }
    if ((this.#producers.get(before) ?? 0) > 1) {
      this.leave({ file, reason: 'another source had the same content' });
      return;
    }
    this.isOfSchema ||= place === 'schema';
    this.contents.set(before, content);
  }
}

/** How many sources each content comes from. */
function producersOf({ read, copied, builds }: SynthesisRecord): ReadonlyMap<string, number> {
  const sources = new Map<string, Set<string>>();
  const add = (hash: string, source: string): void => {
    sources.set(hash, (sources.get(hash) ?? new Set()).add(source));
  };
  for (const [file, hash] of [...read, ...copied]) add(hash, file);
  for (const [index, { outputs }] of builds.entries()) {
    for (const { path, hash } of outputs) add(hash, `${index} ${path}`);
  }
  return new Map([...sources].map(([hash, { size }]) => [hash, size]));
}
