import { rmSync } from 'node:fs';
import { readAssembly } from './assembly/index.ts';
import type { App, UnsupportedResource } from './assembly/model.ts';
import { createDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { createGateway } from './gateway/index.ts';
import type { Gateway } from './gateway/index.ts';
import type { LocalOptions, Settings } from './options.ts';
import { withDefaults } from './options.ts';
import type { LocalOutputs } from './outputs.ts';
import { readProject } from './project.ts';
import type { Project } from './project.ts';
import { createPublication } from './publication.ts';
import { chooseSeed } from './seed.ts';
import { createRun } from './run.ts';
import type { Run } from './run.ts';
import { findEngineBinary, requireEngine } from './services/dynamodb/index.ts';
import { LocalError } from './shared/errors.ts';
import { forgetSharedSynthesis, synthesizeShared } from './shared-synthesis.ts';
import { createSites } from './sites/index.ts';
import { startServices } from './start-services.ts';
import { createStudioPage } from './studio/studio-page.ts';
import { createState, type Snapshots } from './state/index.ts';
import { settleImport } from './state/import-into.ts';
import { synthesize } from './synthesize.ts';
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
  const { log, signal } = settings;
  const seed = chooseSeed(project?.settings ?? {}, settings.seed);
  // They wait for nothing that the app is made of, and take another core than its synthesis.
  const sites = project?.settings.sites
    ? await run.start(() => createSites(project, { run, log }))
    : null;
  const studio = await run.start(() => createStudioPage(log));
  gateway.addRoutes(studio.routes);
  const app = await readApp(context);
  settleImport(dataFolder.folder, app);
  const { dynamodbEndpoint } = await startServices(app, context);
  const told = { ...context, sites, dynamodbEndpoint, seed, log, signal };
  const publication = createPublication(app, told);
  const foreignTables = endpoint;
  const state = createState(app, { ...context, publication, foreignTables, clock: settings.clock });
  // Before the sites, which may answer every path.
  gateway.addRoutes(state.routes);
  await publication.publish();
  gateway.setReady();
  return {
    url: gateway.url,
    get outputs() {
      return publication.outputs;
    },
    unsupported: app.unsupported,
    reset: () => state.reset(),
    snapshots: state.snapshots,
    async stop() {
      await state.end();
      await run.stop();
    },
  };
}

async function readApp(context: StartContext): Promise<App> {
  const { settings, run, dataFolder, project } = context;
  const read = (folder: string): Promise<App> => readFolder(folder, context);
  if (!project) return read(settings.assemblyFolder ?? '');
  const synthesized = (): ReturnType<typeof synthesize> =>
    run.step(
      'synthesis',
      () =>
        (settings.temporary ? synthesizeShared : synthesize)(
          project,
          dataFolder.folder,
          settings.log,
          settings.signal,
        ),
      ({ made }) => (made ? 'made' : 'unchanged'),
    );
  const { folder, made } = await synthesized();
  return read(folder).catch(async (error: unknown) => {
    if (made || !(error instanceof LocalError) || error.code !== 'ERR_ASSEMBLY') throw error;
    // What an earlier start made may be damaged since.
    settings.log.warn('assembly', `${error.message} It is synthesized anew.`);
    rmSync(folder, { recursive: true, force: true });
    if (settings.temporary) forgetSharedSynthesis(project);
    return read((await synthesized()).folder);
  });
}

function readFolder(
  folder: string,
  { settings, run, gateway, dataFolder, project }: StartContext,
): Promise<App> {
  return run.step(
    'assembly',
    () =>
      readAssembly({
        folder,
        baseUrl: gateway.url,
        codeFolder: dataFolder.code,
        secretSeed: dataFolder.secretSeed,
        localIssuer: settings.issuer === 'local',
        stacks: settings.stacks ?? project?.settings.stacks,
        parameters: { ...project?.settings.parameters, ...settings.parameters },
      }),
    summary,
  );
}

function summary({ apis, functions, tables, userPools }: App): string {
  return [
    counted(apis.length, 'API'),
    counted(functions.length, 'function'),
    counted(tables.length, 'table'),
    counted(userPools.length, 'user pool'),
  ].join(', ');
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
