import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { esbuildOptions } from './esbuild-arguments.ts';
import type { Problem } from './problem.ts';
import type { RecordedBuild, RecordedEntry } from './synthesis-record.ts';

/** What a build came to. */
export type Bundled =
  | {
      readonly outputs: readonly { readonly path: string; readonly contents: Uint8Array }[];
      readonly entries: readonly RecordedEntry[];
    }
  | { readonly problems: readonly Problem[] };

/** Runs builds of a synthesis again, with the app's own esbuild, which is there only while it is needed. */
export interface Bundler {
  /** @param files entries to build; the others of the build are left out where that changes no byte */
  build(recorded: RecordedBuild, files: ReadonlySet<string>): Promise<Bundled>;
  stop(): Promise<void>;
}

/** What of esbuild is used. https://esbuild.github.io/api/ */
interface Esbuild {
  context(options: object): Promise<Context>;
  stop?(): Promise<void>;
}
interface Context {
  rebuild(): Promise<Result>;
  dispose(): Promise<void>;
}
interface Result {
  readonly outputFiles: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly metafile: Metafile;
}
interface Metafile {
  readonly inputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string }[] }>
  >;
  readonly outputs: Readonly<Record<string, { readonly entryPoint?: string }>>;
}
interface Failure {
  readonly errors?: readonly FailureMessage[];
}
interface FailureMessage {
  readonly text: string;
  readonly location: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
  } | null;
}

/** Its process takes 20 MB and more: so long nobody has to save for it to end. */
const IDLE_MS = 60_000; // 1 minute
/** What is kept between two saves of the same file: its parsed modules. */
const MAX_CONTEXTS = 4;
/**
 * Its garbage collector looks at all parsed modules each time: by its own setting (100) it takes a quarter of a
 * rebuild, and it has its process for a minute only. https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
const GARBAGE_COLLECTION = '400';

/** Makes a bundler; esbuild is loaded with the first build. */
export function createBundler(): Bundler {
  const contexts = new Map<string, Promise<Context>>();
  let loaded: Esbuild | null = null;
  let idle: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    const open = [...contexts.values()];
    contexts.clear();
    await Promise.allSettled(open.map(async (context) => (await context).dispose()));
    await loaded?.stop?.();
  };
  const contextOf = async (esbuild: Esbuild, options: object): Promise<Context> => {
    const key = JSON.stringify(options);
    const known = contexts.get(key);
    const context = known ?? esbuild.context(options);
    // The one used last is the last to go.
    contexts.delete(key);
    contexts.set(key, context);
    const [oldest] = contexts.keys();
    if (contexts.size > MAX_CONTEXTS && oldest !== undefined) {
      void contexts.get(oldest)?.then((other) => other.dispose());
      contexts.delete(oldest);
    }
    return await context;
  };
  return {
    async build(recorded, files) {
      clearTimeout(idle);
      try {
        loaded ??= (await import(pathToFileURL(moduleOf(recorded)).href)) as Esbuild;
        const esbuild = loaded;
        const context = await withRareCollections(() =>
          contextOf(esbuild, optionsFor(recorded, files)),
        );
        const { outputFiles, metafile } = await context.rebuild();
        return { outputs: outputFiles, entries: entriesOf(metafile, recorded.cwd) };
      } catch (error) {
        const { errors = [] } = error as Failure;
        if (errors.length === 0) throw error;
        return { problems: problemsOf(errors, recorded.cwd) };
      } finally {
        clearTimeout(idle);
        idle = setTimeout(() => void stop(), IDLE_MS).unref();
      }
    },
    stop,
  };
}

/** For what starts its process, which takes over the environment at that moment. */
function withRareCollections<T>(work: () => T): T {
  const before = process.env['GOGC'];
  process.env['GOGC'] = before ?? GARBAGE_COLLECTION;
  const made = work();
  if (before === undefined) delete process.env['GOGC'];
  return made;
}

/** Whether a build can be done again: its options are known. */
export function isRepeatable(recorded: RecordedBuild): boolean {
  return givenOptions(recorded) !== null;
}

function givenOptions({ options, arguments: words }: RecordedBuild) {
  return options ?? (words ? esbuildOptions(words) : null);
}

function moduleOf({ esbuild, cwd }: RecordedBuild): string {
  return esbuild ?? createRequire(join(cwd, 'package.json')).resolve('esbuild');
}

function optionsFor(recorded: RecordedBuild, files: ReadonlySet<string>): object {
  const options = givenOptions(recorded) ?? {};
  return {
    ...options,
    entryPoints: entryPointsFor(recorded, options, files),
    absWorkingDir: recorded.cwd,
    write: false,
    metafile: true,
    logLevel: 'silent',
  };
}

/**
 * The entries that lead to the files. All of them where esbuild names outputs by what the entries have in
 * common, or moves code that they share into files of its own.
 */
function entryPointsFor(
  { cwd }: RecordedBuild,
  { entryPoints, outbase, splitting }: Readonly<Record<string, unknown>>,
  files: ReadonlySet<string>,
): unknown {
  if (splitting === true) return entryPoints;
  const isWanted = (path: unknown): boolean => files.has(resolve(cwd, String(path)));
  if (Array.isArray(entryPoints)) {
    const isNamed =
      entryPoints.every((entry) => typeof entry === 'object') || outbase !== undefined;
    const wanted = entryPoints.filter((entry: string | { readonly in: string }) =>
      isWanted(typeof entry === 'string' ? entry : entry.in),
    );
    return isNamed && wanted.length > 0 ? wanted : entryPoints;
  }
  const wanted = Object.entries(entryPoints as Record<string, string>).filter(([, path]) =>
    isWanted(path),
  );
  return wanted.length > 0 ? Object.fromEntries(wanted) : entryPoints;
}

function entriesOf({ inputs, outputs }: Metafile, cwd: string): RecordedEntry[] {
  return Object.entries(outputs).flatMap(([output, { entryPoint }]) => {
    if (entryPoint === undefined) return [];
    const seen = new Set([entryPoint]);
    for (const path of seen) for (const next of inputs[path]?.imports ?? []) seen.add(next.path);
    const own = [...seen].filter((path) => !path.includes('node_modules/'));
    return [
      {
        file: resolve(cwd, entryPoint),
        inputs: own.map((path) => resolve(cwd, path)),
        output: resolve(cwd, output),
      },
    ];
  });
}

function problemsOf(errors: readonly FailureMessage[], cwd: string): readonly Problem[] {
  return errors.map(({ text, location }) => ({
    file: location && resolve(cwd, location.file),
    line: location?.line ?? null,
    // esbuild counts from 0.
    column: location && location.column + 1,
    reason: text,
  }));
}
