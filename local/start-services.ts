import { join } from 'node:path';
import { createApi } from './api-service.ts';
import type { ApiService } from './api-service.ts';
import { appsyncServices } from './appsync-api.ts';
import type { App } from './assembly/model.ts';
import { createCredentialStore } from './aws/credentials.ts';
import { tracedRoute } from './aws/index.ts';
import { createIam } from './aws/iam/index.ts';
import type { DataFolder } from './data-folder.ts';
import type { EventApiOptions } from './event-apis/index.ts';
import { createFaults, type Faults } from './faults/index.ts';
import type { Gateway, RouteSet, UpgradeRoute } from './gateway/index.ts';
import { openClock, type KeptClock } from './kept-clock.ts';
import type { Settings } from './options.ts';
import type { ProjectSettings } from './project.ts';
import type { ReplaceableServices } from './replace-app.ts';
import type { Run } from './run.ts';
import { createAppsync } from './services/appsync/index.ts';
import { createCloudformation } from './services/cloudformation/index.ts';
import { createCognito, type Cognito } from './services/cognito/index.ts';
import { createDynamodb, createDynamodbAccess } from './services/dynamodb/index.ts';
import { createEvents, notifyTarget, type TakeEvent } from './services/events/index.ts';
import {
  createEventSources,
  createLambdaHost,
  createQueueSources,
} from './services/lambda/index.ts';
import { createS3, type NotifyOfObject } from './services/s3/index.ts';
import type { AskDataApi } from './services/rds-data/index.ts';
import { createSecretsmanager, findsSecrets } from './services/secretsmanager/index.ts';
import { createSes, type Mail } from './services/ses/index.ts';
import { createSns, type PersonalMessage } from './services/sns/index.ts';
import { createQueues } from './services/sqs/index.ts';
import { createSsm } from './services/ssm/index.ts';
import type { StartExecution } from './services/states/index.ts';
import { createSts } from './services/sts/index.ts';
import { createStudio } from './studio/index.ts';
import { machineTime, type Clock } from './shared/clock.ts';
import type { HttpRoute } from './shared/http-route.ts';
import type { Log } from './shared/log.ts';
import type { Part } from './shared/service.ts';
import { createTracing } from './tracing/index.ts';

/** What services are started with. */
export interface ServicesContext {
  readonly run: Run;
  readonly gateway: Pick<Gateway, 'url'>;
  /** Where they are reached. */
  readonly routes: Pick<RouteSet, 'addRoutes' | 'addUpgrades'>;
  readonly dataFolder: DataFolder;
  /** What DB clusters begin with: `local.databases` of package.json. */
  readonly databases?: ProjectSettings['databases'];
  readonly settings: Pick<
    Settings,
    'clock' | 'log' | 'tracing' | 'dynamodbEndpoint' | 'allowAws' | 'appFolder'
  >;
}

/** What the rest of the engine needs of them. */
interface StartedServices extends ReplaceableServices {
  readonly dynamodbEndpoint: string;
  readonly faults: Pick<Faults, 'rules'>;
}

/**
 * Starts the app's services, each by a line of its own, and serves what they answer on the port. They
 * stop in reverse.
 */
export async function startServices(app: App, context: ServicesContext): Promise<StartedServices> {
  const { tables, queues, functions } = app;
  const sourceFolder = context.settings.appFolder;
  const base = { ...(await startBase(app, context)), sourceFolder };
  const { tracer } = base;
  const start = starter(context, (route) =>
    tracer ? tracedRoute(route, { tracer, credentials: base.credentials }) : route,
  );
  const { credentials, region, data, clock } = base;
  const messageFile = join(data, 'event-sources.sqlite');
  const objectFile = join(data, 's3.sqlite');
  const dynamodbAccess = createDynamodbAccess(tables, app);

  const dynamodb = await start(
    () =>
      createDynamodb({
        ...base,
        endpoint: context.settings.dynamodbEndpoint,
        tables,
        callers: { credentials, access: dynamodbAccess },
        home: app,
      }),
    ({ endpoint }) => endpoint,
  );
  const { endpoint: dynamodbEndpoint, calls: dynamodbCalls } = dynamodb;
  const sqs = await start(() => createQueues(app.queues, { ...base, file: messageFile }));
  const sendToQueue = sqs.send;
  // Buckets tell of objects, and functions, which events are brought to, put some.
  const takeEvent: TakeEvent = (...event) => events.take(...event);
  const notifyOfObject: NotifyOfObject = (...told) => notifyTarget({ ...heard, publish }, ...told);
  const { put: putObject } = await start(() =>
    createS3(app.buckets, { ...base, file: objectFile, takeEvent, notifyOfObject }),
  );
  const lambda = await start(() =>
    createLambdaHost(functions, { ...base, sendToQueue, putObject }),
  );
  const cognito = await start(() => createCognito(app.userPools, { ...base, lambda }));
  const sendToPerson = (message: PersonalMessage): void => putIntoMailbox(cognito, message, clock);
  const heard = { ...base, sendToQueue, lambda };
  const { publish } = await start(() => createSns({ ...heard, topics: app.topics, sendToPerson }));
  const startExecution = await startStates(app, base, start);
  const events = await start(() => createEvents({ ...heard, ...app, publish, startExecution }));
  const askDataApi = await startRdsData(app, { ...base, databases: context.databases }, start);
  const ofDynamodb = { dynamodbEndpoint, dynamodbCalls, dynamodbAccess };
  const apiParts = { ...base, ...ofDynamodb, lambda, takeEvent, askDataApi };
  const apis = new Map<string, ApiService>();
  for (const api of app.apis) apis.set(api.apiId, await start(() => createApi(api, apiParts)));
  await startEventApis(app.eventApis, apiParts, start);
  const deliver = mailing(sendToPerson);
  await start(() => createSes({ ...base, deliver, callers: { credentials, region } }));
  await startReaders(app, base, start);

  const sources = { ...base, tables, queues, functions, putObject, lambda, dynamodbEndpoint };
  const { reader } = sqs;
  await startSources(app, { ...sources, reader, checkpointFile: messageFile }, start);
  const projectFolder = context.settings.appFolder;
  const services = { dynamodb, cognito, lambda, sqs };
  const studio = createStudio({ ...base, ...services, app, projectFolder, url: base.baseUrl });
  context.routes.addRoutes([studio]);
  return { dynamodbEndpoint, faults: base.faults, apis, lambda, studio };
}

/** What feeds functions from streams and queues. */
async function startSources(
  { eventSourceMappings, queueMappings }: App,
  sources: Parameters<typeof createEventSources>[1] & Parameters<typeof createQueueSources>[1],
  start: Start,
): Promise<void> {
  await start(() => createEventSources(eventSourceMappings, sources));
  if (queueMappings.length > 0) await start(() => createQueueSources(queueMappings, sources));
}

/** What they are made of is loaded only where there are some. */
async function startStates(
  { stateMachines: machines }: App,
  base: Base,
  start: Start,
): Promise<StartExecution> {
  if (machines.length === 0) return () => false;
  const { createStates } = await import('./services/states/index.ts');
  const { startExecution } = await start(() => createStates({ ...base, machines }));
  return startExecution;
}

/** The same; Postgres itself is loaded with the first statement. */
async function startRdsData(
  app: App,
  base: Base & Pick<ServicesContext, 'databases'> & { readonly sourceFolder: string },
  start: Start,
): Promise<AskDataApi | undefined> {
  const { databaseClusters: clusters } = app;
  if (clusters.length === 0) return undefined;
  const { createRdsData } = await import('./services/rds-data/index.ts');
  const { ask } = await start(() =>
    createRdsData(clusters, { ...base, secrets: findsSecrets(app) }),
  );
  return ask;
}

/** The same. */
async function startEventApis(
  apis: App['eventApis'],
  parts: EventApiOptions,
  start: Start,
): Promise<void> {
  if (apis.length === 0) return;
  const { createEventApi } = await import('./event-apis/index.ts');
  for (const api of apis) {
    await start(
      () => createEventApi(api, parts),
      () => api.url,
    );
  }
}

/** Those that tell of the app, and change nothing. */
async function startReaders(app: App, base: Base, start: Start): Promise<void> {
  const { credentials, clock } = base;
  const readers = { credentials, startedAt: clock.now() };
  await start(() => createAppsync(appsyncServices(app.apis, clock), base));
  await start(() => createSts(credentials));
  await start(() => createCloudformation(app, readers));
  await start(() => createSsm(app, readers));
  await start(() => createSecretsmanager(app, readers));
}

type Base = ReturnType<typeof baseOf>;
type Start = ReturnType<typeof starter>;

/** What nearly every service needs, with what remembers: first, so that it sees all that the others do. */
async function startBase(app: App, context: ServicesContext) {
  const common = baseOf(app, context);
  const { clock } = common;
  context.run.join(clock.service);
  warnOfClock(common);
  const { tracing, log } = context.settings;
  if (!tracing) return { ...common, tracer: undefined };
  const name = app.apis[0]?.name ?? 'app';
  const { tracer } = await starter(context)(() => createTracing(tracing, { clock, log, name }));
  return { ...common, tracer };
}

/** What nearly every service needs, each by the names that it has for it. */
function baseOf(app: App, { settings, gateway, dataFolder }: ServicesContext) {
  const { log, allowAws } = settings;
  const { region, accountId } = app;
  const { data } = dataFolder;
  const clock = openClock(data, settings.clock);
  const { url } = gateway;
  return {
    region,
    accountId,
    data,
    dataFolder: data,
    baseUrl: url,
    endpointUrl: url,
    cognitoUrl: url,
    gatewayUrl: allowAws ? undefined : url,
    pageTokenKey: `page tokens ${dataFolder.secretSeed}`,
    credentials: createCredentialStore(accountId, clock),
    iam: createIam({ ...app, clock }),
    faults: createFaults({ clock: machineTime(clock) }),
    clock,
    log,
  };
}

function warnOfClock({ clock, log }: { readonly clock: KeptClock; readonly log: Log }): void {
  if (clock.offset === 0) return;
  const now = new Date(clock.now()).toISOString();
  log.warn(
    'clock',
    `it is ahead of this machine's: it is ${now} here, until /_local/clock is reset`,
  );
}

/** What a service answers on the gateway's port. */
interface Served {
  readonly routes?: readonly HttpRoute[];
  readonly upgrades?: readonly UpgradeRoute[];
}

function starter(
  { run, routes }: ServicesContext,
  served: (route: HttpRoute) => HttpRoute = (route) => route,
) {
  return async <T extends Part & Served>(
    create: () => T,
    detail?: (service: T) => string,
  ): Promise<T> => {
    const service = await run.start(create, detail);
    routes.addRoutes((service.routes ?? []).map(served));
    routes.addUpgrades(service.upgrades ?? []);
    return service;
  };
}

/** A mail, as a message to each of those that it goes to. */
const mailing =
  (sendToPerson: (message: PersonalMessage) => void) =>
  ({ recipients, subject, body }: Mail): void => {
    for (const to of recipients) {
      sendToPerson({ medium: 'EMAIL', to, subject, body, reason: 'SendEmail' });
    }
  };

/** What functions mail is shown beside what Cognito mails. */
function putIntoMailbox({ mailbox }: Cognito, message: PersonalMessage, clock: Clock): void {
  const at = new Date(clock.now()).toISOString();
  mailbox.add({ at, userPoolId: null, userId: null, username: null, code: null, ...message });
}
