import { join } from 'node:path';
import type { DatabaseCluster } from '../../assembly/model.ts';
import { signedService } from '../../aws/check-signature.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import {
  AwsError,
  createFront,
  readJson,
  refuseRestJson,
  requireSignature,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { isObject } from '../../shared/is-object.ts';
import type { Log } from '../../shared/log.ts';
import { sendJson } from '../../shared/send.ts';
import type { Service } from '../../shared/service.ts';
import type { DataApiInput, DataApiServices, FindsSecrets, PlayedCluster } from './action.ts';
import { actions } from './actions/index.ts';
import { AWS_LIMITS, createCluster, type Limits } from './cluster.ts';
import { requireSchemaFiles, schemaFilesOf, type Databases } from './schema-files.ts';

/** What the Data API works with. */
export interface RdsDataOptions {
  /** Of the data, which has a folder `rds` for it. */
  readonly dataFolder: string;
  /** What the paths of schemas are relative to. */
  readonly sourceFolder: string;
  /** Files with SQL that databases begin with, by the logical id or the identifier of their cluster. */
  readonly databases?: Databases | undefined;
  /** Whose secrets callers name. */
  readonly secrets: FindsSecrets;
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** @default - those of AWS */
  readonly limits?: Limits;
  readonly log: Log;
}

/**
 * Asks the Data API from within, as the principal.
 * @throws AwsError
 */
export type AskDataApi = (
  action: keyof typeof actions,
  input: DataApiInput,
  caller: Principal | null,
) => Promise<object>;

const MAX_BODY_BYTES = 4 * 1024 * 1024; // 4 MiB

/**
 * The RDS Data API of the app's Aurora PostgreSQL clusters, each a Postgres of its own that starts with its first
 * statement.
 * @see https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/Welcome.html
 */
export function createRdsData(
  configs: readonly DatabaseCluster[],
  options: RdsDataOptions,
): Service & { readonly routes: readonly HttpRoute[]; readonly ask: AskDataApi } {
  const clusters = configs.map((config) => played(config, options));
  const { log } = options;
  const services: DataApiServices = {
    clusters,
    secrets: options.secrets,
    warn: (message) => log.warn('rds-data', message),
  };
  const all =
    (work: (one: PlayedCluster['cluster']) => Promise<void>): (() => Promise<void>) =>
    async () => {
      for (const { cluster } of clusters) await work(cluster);
    };
  const close = all((cluster) => cluster.close());
  return {
    name: 'rds-data',
    routes: [createRoute(services, options)],
    ask: (action, input, caller) => actions[action].answer(input, services, caller),
    // eslint-disable-next-line @typescript-eslint/require-await -- Service is asynchronous
    async start() {
      requireSchemaFiles(configs, options.databases ?? {}, options.sourceFolder);
    },
    stop: close,
    pause: all((cluster) => cluster.rest()),
    detach: close,
    reset: all((cluster) => cluster.clear()),
  };
}

function played(
  config: DatabaseCluster,
  { dataFolder, sourceFolder, databases = {}, limits = AWS_LIMITS, log }: RdsDataOptions,
): PlayedCluster {
  const cluster = createCluster(config, {
    directory: join(dataFolder, 'rds', config.clusterIdentifier),
    schemaFiles: schemaFilesOf(config, databases, sourceFolder),
    limits,
    log,
  });
  return { config, cluster };
}

type ActionName = keyof typeof actions;
const NAMES: ReadonlyMap<string, ActionName> = new Map(
  Object.entries(actions).map(([name, { path }]) => [path, name as ActionName]),
);

function createRoute(services: DataApiServices, { credentials }: RdsDataOptions): HttpRoute {
  return createFront({
    name: 'rds-data',
    awsServices: { 'rds-data': 'the RDS Data API' },
    matches: (request, url) =>
      request.method === 'POST' &&
      NAMES.has(url.pathname) &&
      signedService(request.headers) === 'rds-data',
    limit: { bytes: MAX_BODY_BYTES },
    async answer({ request, response, url, body }) {
      const caller = requireSignature(request, body, { service: 'rds-data', credentials });
      const name = NAMES.get(url.pathname);
      if (!name) throw new AwsError('BadRequestException', 'There is no such action.');
      const input = readJson(body);
      const answer = await actions[name].answer(isObject(input) ? input : {}, services, caller);
      sendJson(response, 200, answer);
    },
    refuse: (error, { response }) => refuseRestJson(response, error),
  });
}
