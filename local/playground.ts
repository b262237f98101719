import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PlaygroundSettings, Project } from './project.ts';
import type { Run } from './run.ts';
import { runCommand } from './run-command.ts';
import { whenChanged } from './when-changed.ts';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';

/** Pages that are being made; disposed of, they are made no further. */
export interface BegunPages extends AsyncDisposable {
  /** Their folder; null for an app without any. */
  readonly made: Promise<string | null>;
}

/** Begins to make the app's pages beside whatever else a start does. */
export function beginPages(
  project: Project | null,
  { run, log, signal }: { run: Run; log: Log; signal?: AbortSignal | undefined },
): BegunPages {
  const playground = project?.settings.playground;
  if (!project || !playground) return { made: Promise.resolve(null), ...ENDED };
  const ending = new AbortController();
  const until = AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]);
  const building = run.step(
    'playground',
    () => buildPlayground(project.folder, playground, log, until),
    ({ made }) => (made ? 'made' : 'unchanged'),
  );
  const made = building.then(({ folder }) => folder);
  // When it fails before anybody waits for it, the start fails of it later.
  made.catch(() => undefined);
  return {
    made,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await made.catch(() => undefined);
    },
  };
}

const ENDED: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** Folder with the app's pages, and whether they were made anew. */
export interface Playground {
  readonly folder: string;
  readonly made: boolean;
}

/**
 * Makes the pages that package.json names, unless nothing changed since.
 * @throws LocalError ERR_SYNTH
 */
export async function buildPlayground(
  projectFolder: string,
  playground: PlaygroundSettings,
  log: Log,
  signal?: AbortSignal,
): Promise<Playground> {
  const { build: command } = playground;
  const folder = resolve(projectFolder, playground.folder);
  const isMade = (): boolean => existsSync(join(folder, 'index.html'));
  const requireMade = (): void => {
    if (isMade()) return;
    throw new LocalError(
      'ERR_SYNTH',
      `The playground's folder ${folder} has no index.html: correct local.playground in package.json.`,
    );
  };
  const watch = {
    folder: projectFolder,
    inputs: playground.inputs ?? [],
    extra: JSON.stringify(playground),
    // In the folder itself: it tells of what is there, whichever data folder the system runs with.
    marker: join(folder, '.inputs.json'),
    isMade,
  };
  const made =
    command !== undefined &&
    (await whenChanged(watch, async () => {
      await runCommand({ name: 'playground', command, folder: projectFolder, log, signal });
      requireMade();
    }));
  requireMade();
  return { folder, made };
}
