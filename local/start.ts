import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from './api-service.ts';
import type { ApiOptions } from './api-service.ts';
import { readAssembly } from './assembly/index.ts';
import type { App, GraphqlApi, UnsupportedResource } from './assembly/model.ts';
import { createCognito } from './services/cognito/index.ts';
import type { Cognito } from './services/cognito/index.ts';
import { createDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import {
  createDynamodb,
  createDynamodbAccess,
  findEngineBinary,
  requireEngine,
} from './services/dynamodb/index.ts';
import { createGateway } from './gateway/index.ts';
import type { Gateway } from './gateway/index.ts';
import {
  createEventSources,
  createLambdaHost,
  createQueues,
  createQueueSources,
} from './services/lambda/index.ts';
import type { LocalOptions, Settings } from './options.ts';
import { withDefaults } from './options.ts';
import type { LocalOutputs } from './outputs.ts';
import { createIam } from './aws/iam/index.ts';
import { readProject } from './project.ts';
import type { Project } from './project.ts';
import { createPublication } from './publication.ts';
import { createRun } from './run.ts';
import type { Run } from './run.ts';
import { LocalError } from './shared/errors.ts';
import type { Clock } from './shared/clock.ts';
import { createCredentialStore } from './aws/credentials.ts';
import type { CredentialStore } from './aws/credentials.ts';
import { createS3 } from './services/s3/index.ts';
import { createSes } from './services/ses/index.ts';
import type { Mail } from './services/ses/index.ts';
import { synthesize } from './synthesize.ts';

/** The running engine. */
export interface Local {
  /** The gateway's. */
  readonly url: string;
  readonly outputs: LocalOutputs;
  /** What the app has and this machine does not play. */
  readonly unsupported: readonly UnsupportedResource[];
  /** Forgets all data and seeds again, without a restart. */
  reset(): Promise<void>;
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
  const settings = withDefaults(options);
  const run = createRun(settings.onStep, settings.signal);
  try {
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
  const app = await readApp(context);
  const { dynamodbEndpoint } = await startServices(app, context);
  const { log, seed, signal } = settings;
  const told = { ...context, dynamodbEndpoint, seed, log, signal };
  const publication = await createPublication(app, told);
  await publication.publish();
  gateway.setReady();
  return {
    url: gateway.url,
    get outputs() {
      return publication.outputs;
    },
    unsupported: app.unsupported,
    async reset() {
      await run.reset();
      await publication.publishAgain();
    },
    stop: () => run.stop(),
  };
}

async function readApp(context: StartContext): Promise<App> {
  const { settings, run, dataFolder, project } = context;
  const read = (folder: string): Promise<App> => readFolder(folder, context);
  if (!project) return read(settings.assemblyFolder ?? '');
  const synthesized = (): ReturnType<typeof synthesize> =>
    run.step(
      'synthesis',
      () => synthesize(project, dataFolder.folder, settings.log, settings.signal),
      ({ made }) => (made ? 'made' : 'unchanged'),
    );
  const { folder, made } = await synthesized();
  return read(folder).catch(async (error: unknown) => {
    if (made || !(error instanceof LocalError) || error.code !== 'ERR_ASSEMBLY') throw error;
    // What an earlier start made may be damaged since.
    settings.log.warn('assembly', `${error.message} It is synthesized anew.`);
    rmSync(folder, { recursive: true, force: true });
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

/** The services in the order they start; they stop in reverse. */
async function startServices(
  app: App,
  context: StartContext,
): Promise<{ readonly dynamodbEndpoint: string }> {
  const { settings, run, gateway, dataFolder } = context;
  const { clock, log } = settings;
  const credentials = createCredentialStore(app.accountId);
  const iam = createIam({ ...app, clock });
  const baseUrl = gateway.url;
  const { data } = dataFolder;
  const gatewayUrl = settings.allowAws ? undefined : baseUrl;

  const { region, tables, queues } = app;
  const { dynamodb, dynamodbAccess } = await startDynamodb(app, credentials, context);
  const dynamodbEndpoint = dynamodb.endpoint;

  const messageFile = join(data, 'event-sources.sqlite');
  const destinations = { data, messageFile, credentials };
  const handOn = await startDestinations(app, destinations, { run, gateway, clock, log });
  const reach = { endpointUrl: baseUrl, gatewayUrl, credentials, iam, region };
  const functions = { ...reach, ...handOn, clock, log };
  const lambda = await run.start(() => createLambdaHost(app.functions, functions));
  const pools = { dataFolder: data, baseUrl, lambda, iam, credentials, clock, log };
  const cognito = await run.start(() => createCognito(app.userPools, pools));

  const pageTokenKey = `page tokens ${dataFolder.secretSeed}`;
  const shared = {
    cognitoUrl: baseUrl,
    gatewayUrl,
    pageTokenKey,
    dynamodbEndpoint,
    dynamodbCalls: dynamodb.calls,
    dynamodbAccess,
    credentials,
    iam,
    lambda,
    clock,
    log,
  };
  for (const api of app.apis) await startApi(api, shared, { run, gateway });
  const deliver = (mail: Mail): void => putIntoMailbox(cognito, mail, clock);
  const ses = createSes({ deliver, callers: { credentials, region }, clock, log });
  gateway.addRoutes([...cognito.routes, ...ses.routes, ...lambda.routes]);

  const sourceParts = {
    tables,
    queues,
    putObject: handOn.putObject,
    lambda,
    iam,
    dynamodbEndpoint,
    checkpointFile: messageFile,
    clock,
    log,
  };
  await startEventSources(
    app,
    { ...sourceParts, reader: handOn.queueReader, region },
    { run, gateway },
  );
  return { dynamodbEndpoint };
}

async function startDynamodb(
  app: App,
  credentials: CredentialStore,
  { settings, run, gateway, dataFolder }: StartContext,
) {
  const { clock, log, dynamodbEndpoint: endpoint } = settings;
  const { tables } = app;
  const dynamodbAccess = createDynamodbAccess(tables, app);
  const callers = { credentials, access: dynamodbAccess };
  const { data } = dataFolder;
  const dynamodb = await run.start(
    () => createDynamodb({ dataFolder: data, endpoint, tables, callers, home: app, clock, log }),
    (service) => service.endpoint,
  );
  gateway.addRoutes(dynamodb.routes);
  return { dynamodb, dynamodbAccess };
}

/** Event source mappings: streams and queues that invoke functions. */
async function startEventSources(
  app: App,
  parts: Parameters<typeof createEventSources>[1] &
    Omit<Parameters<typeof createQueueSources>[1], 'functions'>,
  { run, gateway }: Pick<StartContext, 'run' | 'gateway'>,
): Promise<void> {
  const eventSources = await run.start(() => createEventSources(app.eventSourceMappings, parts));
  if (app.queueMappings.length > 0) {
    const { functions } = app;
    await run.start(() => createQueueSources(app.queueMappings, { ...parts, functions }));
  }
  gateway.addRoutes(eventSources.routes);
}

/** Where Lambda puts what it gives up on. */
async function startDestinations(
  app: App,
  own: {
    readonly data: string;
    readonly messageFile: string;
    readonly credentials: CredentialStore;
  },
  {
    run,
    gateway,
    clock,
    log,
  }: Pick<StartContext, 'run' | 'gateway'> & Pick<Settings, 'clock' | 'log'>,
) {
  const { credentials } = own;
  const queues = await run.start(() =>
    createQueues(app.queues, { file: own.messageFile, credentials, clock }),
  );
  const sendToQueue = queues.send;
  const objects = { file: join(own.data, 's3.sqlite'), eventRules: app.eventRules, sendToQueue };
  const s3 = await run.start(() =>
    createS3(app.buckets, { ...objects, ...app, credentials, clock, log }),
  );
  gateway.addRoutes([...queues.routes, ...s3.routes]);
  return { sendToQueue, putObject: s3.put, queueReader: queues.reader };
}

async function startApi(
  api: GraphqlApi,
  options: ApiOptions,
  { run, gateway }: Pick<StartContext, 'run' | 'gateway'>,
): Promise<void> {
  const service = await run.start(() => createApi(api, options));
  gateway.addRoutes(service.routes);
  gateway.addUpgrades(service.upgrades);
}

/** What functions mail is shown beside what Cognito mails. */
function putIntoMailbox({ mailbox }: Cognito, mail: Mail, clock: Clock): void {
  const at = new Date(clock.now()).toISOString();
  for (const to of mail.recipients) {
    mailbox.add({
      at,
      userPoolId: null,
      userId: null,
      username: null,
      medium: 'EMAIL',
      to,
      subject: mail.subject,
      body: mail.body,
      code: null,
      reason: 'SendEmail',
    });
  }
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
