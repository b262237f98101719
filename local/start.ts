import { startApp } from './app-host.ts';
import type { AppHost } from './app-host.ts';
import type { UnsupportedResource } from './assembly/model.ts';
import { createDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { createGateway } from './gateway/index.ts';
import type { Gateway, RouteSet } from './gateway/index.ts';
import type { LocalOptions, Settings } from './options.ts';
import { withDefaults } from './options.ts';
import type { LocalOutputs } from './outputs.ts';
import { setKeptClock } from './kept-clock.ts';
import { readProject, readSettings } from './project.ts';
import type { Project } from './project.ts';
import { chooseSeed } from './seed.ts';
import { readApp } from './read-app.ts';
import type { ReadApp } from './read-app.ts';
import { createRun } from './run.ts';
import type { Run } from './run.ts';
import { findEngineBinary, requireEngine } from './services/dynamodb/index.ts';
import { createSites } from './sites/index.ts';
import { createStudioPage } from './studio/studio-page.ts';
import type { Snapshots } from './state/index.ts';
import { inOwnFiles } from './watching/source-problems.ts';
import { settleImport } from './state/import-into.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/** The running engine. */
export interface Local {
  /** The gateway's. */
  readonly url: string;
  readonly outputs: LocalOutputs;
  /** What the app has and this machine does not play. */
  readonly unsupported: readonly UnsupportedResource[];
  /** Forgets all data and seeds again, without a restart. */
  reset(): Promise<void>;
  /** All state under names: to come back to, without a restart. */
  readonly snapshots: Snapshots;
  stop(): Promise<void>;
}

/** What is known once the assembly is read. */
interface StartContext {
  readonly settings: Settings;
  readonly run: Run;
  readonly gateway: Gateway;
  readonly dataFolder: DataFolder;
  /** Null with an assembly of its own. */
  readonly project: Project | null;
}

/**
 * Starts everything: this is the composition root, the one place that knows all parts.
 * @throws LocalError with what to do, or the signal's reason; what was started by then is stopped again
 */
export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const temporary = options.temporary === true ? createTemporaryFolder() : null;
  const settings = withDefaults({
    ...options,
    ...(temporary && { dataFolder: temporary.folder, port: options.port ?? 0 }),
  });
  const run = createRun(settings.onStep, settings.signal);
  try {
    // Removed when everything else has stopped.
    if (temporary) await run.start(() => temporary);
    return await compose(settings, run);
  } catch (error) {
    await run.stop().catch((failure: unknown) => settings.log.error('stop', String(failure)));
    throw error;
  }
}

async function compose(settings: Settings, run: Run): Promise<Local> {
  const dataFolder = await run.start(() => createDataFolder(settings.dataFolder, settings));
  const project = settings.assemblyFolder === null ? readProject(settings.projectFolder) : null;
  // First of all, so that its URL is known to everybody, and a taken port is told at once.
  const gateway = await run.start(
    () => createGateway(settings),
    ({ url }) => url,
  );
  // Before the work of a first start, which would be for nothing.
  const { dynamodbEndpoint: endpoint } = settings;
  if (endpoint === undefined) findEngineBinary();
  else await requireEngine(endpoint);
  const context = { settings, run, gateway, dataFolder, project };
  const { log, signal, appFolder } = settings;
  const own = project?.settings ?? readSettings(appFolder);
  const seed = chooseSeed(own, settings.seed);
  // They wait for nothing that the app is made of, and take another core than its synthesis.
  const sites = project?.settings.sites
    ? await run.start(() => createSites(project, { run, log }))
    : null;
  const studio = await run.start(() => createStudioPage(log));
  gateway.addRoutes(studio.routes);
  const { onStep } = settings;
  // Before the sites, which may answer every path.
  const early = gateway.within();
  const read = await readApp({ ...context, own, baseUrl: gateway.url });
  settleImport(dataFolder.folder, read.app);
  // Here: services that begin anew go on with the time that it is then.
  if (settings.startAt !== null) setKeptClock(dataFolder.data, settings.clock, settings.startAt);
  const { databases } = own;
  const parts = { ...context, databases, appFolder, sites, seed, log, signal, onStep };
  const host = await startApp(read.app, parts).catch((error: unknown) => {
    throw inOwnFiles(error, { ...read, projectFolder: settings.projectFolder });
  });
  if (settings.watch && project && !settings.temporary) {
    await startWatch({ ...context, gateway: early, project, host, read });
  }
  gateway.setReady();
  return {
    url: gateway.url,
    get outputs() {
      return host.outputs;
    },
    unsupported: read.app.unsupported,
    reset: () => host.reset(),
    get snapshots() {
      return host.snapshots;
    },
    async stop() {
      await host.end();
      await run.stop();
    },
  };
}

/** What it needs is loaded only when it is asked for. */
async function startWatch({
  settings,
  run,
  gateway,
  dataFolder,
  project,
  host,
  read,
}: Omit<StartContext, 'gateway'> & {
  gateway: RouteSet;
  project: Project;
  host: AppHost;
  read: ReadApp;
}): Promise<void> {
  const { createWatch } = await import('./watching/watch.ts');
  const { log, onWatch } = settings;
  const { folder } = dataFolder;
  const watch = await run.start(
    () => createWatch({ project, host, log, dataFolder: folder, read, onEvent: onWatch }),
    () => (project.settings.inputs ?? []).join(', '),
  );
  gateway.addRoutes(watch.routes);
}
