import { rmSync } from 'node:fs';
import { readAssembly } from './assembly/index.ts';
import type { App } from './assembly/model.ts';
import type { DataFolder } from './data-folder.ts';
import type { Settings } from './options.ts';
import type { Project, ProjectSettings } from './project.ts';
import type { Run } from './run.ts';
import { LocalError } from './shared/errors.ts';
import { forgetSharedSynthesis, synthesizeShared } from './shared-synthesis.ts';
import { synthesize, type Synthesis } from './synthesize.ts';
import type { SynthesisRecord } from './watching/synthesis-record.ts';

/** The app as its assembly describes it. */
export interface ReadApp {
  readonly app: App;
  /** What the assembly was made of; null when that is not known. */
  readonly record: SynthesisRecord | null;
  /** Reads the assembly that is there now. */
  again(): App;
}

/** What is read, and with what. */
export interface ReadAppOptions {
  readonly settings: Settings;
  readonly run: Run;
  readonly baseUrl: string;
  readonly dataFolder: DataFolder;
  /** Null with an assembly of its own. */
  readonly project: Project | null;
  /** What the app says of itself. */
  readonly own: Pick<ProjectSettings, 'stacks' | 'parameters'>;
}

/**
 * Synthesizes the app where that is needed, and reads its assembly.
 * @throws LocalError ERR_SYNTH, ERR_ASSEMBLY, ERR_UNRESOLVED_INTRINSIC
 */
export async function readApp(options: ReadAppOptions): Promise<ReadApp> {
  const { settings, run, dataFolder, project } = options;
  const { log, signal } = settings;
  const read = (folder: string): Promise<App> =>
    run.step('assembly', () => readFolder(folder, options), summary);
  if (!project) {
    const folder = settings.assemblyFolder ?? '';
    return { app: await read(folder), record: null, again: () => readFolder(folder, options) };
  }
  const synthesized = (): Promise<Synthesis> =>
    run.step(
      'synthesis',
      () =>
        (settings.temporary ? synthesizeShared : synthesize)(project, dataFolder.folder, log, {
          signal,
        }),
      ({ made }) => (made ? 'made' : 'unchanged'),
    );
  const readable = async ({ folder, made, record }: Synthesis): Promise<ReadApp> => {
    const again = (): App => readFolder(folder, options);
    try {
      return { app: await read(folder), record, again };
    } catch (error) {
      if (made || !(error instanceof LocalError) || error.code !== 'ERR_ASSEMBLY') throw error;
      // What an earlier start made may be damaged since.
      log.warn('assembly', `${error.message} It is synthesized anew.`);
      rmSync(folder, { recursive: true, force: true });
      if (settings.temporary) forgetSharedSynthesis(project);
      return await readable(await synthesized());
    }
  };
  return await readable(await synthesized());
}

function readFolder(folder: string, options: ReadAppOptions): App {
  const { settings, baseUrl, dataFolder, own } = options;
  const app = readAssembly({
    folder,
    baseUrl,
    codeFolder: dataFolder.code,
    secretSeed: dataFolder.secretSeed,
    localIssuer: settings.issuer === 'local',
    stacks: settings.stacks ?? own.stacks,
    parameters: { ...own.parameters, ...settings.parameters },
  });
  for (const warning of app.warnings) settings.log.warn('assembly', warning);
  return app;
}

/** What of the app runs. */
function summary({ apis, functions, tables, userPools, queues, buckets }: App): string {
  const always = [
    counted(apis.length, 'API'),
    counted(functions.length, 'function'),
    counted(tables.length, 'table'),
    counted(userPools.length, 'user pool'),
  ];
  const more = [
    { name: 'queue', count: queues.length },
    { name: 'bucket', count: buckets.length },
  ].filter(({ count }) => count > 0);
  return [...always, ...more.map(({ name, count }) => counted(count, name))].join(', ');
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
