import { join } from 'node:path';
import type { Table } from '../../assembly/model.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import type { Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Service } from '../../shared/service.ts';
import { LocalError } from '../../shared/errors.ts';
import type { Tracer } from '../../tracing/index.ts';
import { engineClients } from './answered-calls.ts';
import { createApiClient, type ApiOutput } from './api-client.ts';
import { createOwnEngine } from './own-engine.ts';
import { createCalls, type Calls } from './calls/index.ts';
import type { Home } from './calls/arns.ts';
import { createProxy, type Callers } from './proxy.ts';
import { requireEngine, requireLocalUrl } from './require-engine.ts';
import type { CallInput } from './request-context.ts';
import { createLaggingIndexes } from './lagging/index.ts';
import { lastStreamRecords, type TableChange } from './last-stream-records.ts';
import { tableCall, type TableCall } from './table-calls.ts';
import { deleteTables, ensureTables } from './tables.ts';

/** What the DynamoDB service needs. */
export interface DynamodbOptions {
  /** Holds `dynamodb.sqlite`; made when absent. */
  readonly dataFolder: string;
  /** A DynamoDB engine that runs already. @default - Dynoxide is started */
  readonly endpoint?: string | undefined;
  readonly tables: readonly Table[];
  /** Who calls through the gateway, and what they may do. @default - everybody may do everything */
  readonly callers?: Callers;
  /** By what rules calls fail that come through the gateway. @default - none */
  readonly faults?: Faults | undefined;
  /** Region and account of tables that the template does not name. @default us-east-1, 000000000000 */
  readonly home?: Home;
  /** Time to live goes by it. @default the system's */
  readonly clock?: Clock;
  readonly log: Log;
  /** Counts the units of calls. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** DynamoDB as a service of the engine. */
export interface Dynamodb extends Service {
  /** Where SDK clients reach it. Throws before start() unless it was given. */
  readonly endpoint: string;
  /** False when the engine is down for good. */
  readonly healthy: boolean;
  /** For callers within this process: what makes the engine answer as DynamoDB does. */
  readonly calls: Calls;
  /**
   * Makes a call as the engine itself: no role stands before it.
   * @throws ApiException for what DynamoDB refuses
   */
  call(operation: string, input: CallInput): Promise<ApiOutput>;
  /**
   * The newest records of a table's stream, newest first.
   * @throws LocalError ERR_DYNAMODB_ENGINE of an engine that was not started here
   */
  lastChanges(tableName: string, limit: number): readonly TableChange[];
  readonly routes: readonly HttpRoute[];
  start(): Promise<void>;
  reset(): Promise<void>;
}

/**
 * Starts or connects the DynamoDB engine and creates the template's tables in it.
 */
export function createDynamodb(options: DynamodbOptions): Dynamodb {
  const { tables, callers, clock = systemClock, log, tracer } = options;
  if (options.endpoint !== undefined) requireLocalUrl(options.endpoint);
  const databaseFile = join(options.dataFolder, 'dynamodb.sqlite');
  // One that runs already has its own ways.
  const own =
    options.endpoint === undefined ? createOwnEngine({ databaseFile, tables, clock, log }) : null;
  const endpoint = (): string => options.endpoint ?? own?.url ?? '';
  const layers = layersBefore(options, { endpoint, databaseFile: own ? databaseFile : null });
  const { calls } = layers;
  const open = async (): Promise<void> => {
    await (own ? own.open() : requireEngine(endpoint()));
    await withCall(endpoint(), (call) => ensureTables(call, tables, log));
    own?.startSweeping();
  };
  const stop = async (): Promise<void> => {
    await layers.close();
    await own?.close();
    own?.release();
  };
  return {
    name: 'dynamodb',
    get endpoint() {
      return endpoint();
    },
    get healthy() {
      return own?.healthy ?? true;
    },
    calls,
    ...askedByEngine(options, { endpoint, calls, databaseFile }),
    routes: [createProxy({ endpoint, calls, callers, faults: options.faults, log, tracer })],
    async start() {
      await open().catch(async (error: unknown) => {
        await stop();
        throw error;
      });
    },
    stop,
    async reset() {
      await layers.forget();
      if (own) {
        await own.close();
        own.removeDatabase();
      } else await withCall(endpoint(), (call) => deleteTables(call, tables));
      await open();
    },
    async pause() {
      await own?.stopSweeping();
    },
    resume() {
      own?.startSweeping();
      return Promise.resolve();
    },
    async detach() {
      await layers.forget();
      await own?.close();
    },
    attach: open,
  };
}

/** What stands before the engine. `databaseFile`: null for one that was not started here. */
function layersBefore(
  { tables, home, faults, clock = systemClock, log }: DynamodbOptions,
  engine: { readonly endpoint: () => string; readonly databaseFile: string | null },
) {
  const lagging = createLaggingIndexes({ ...engine, tables, faults, clock, log });
  const { endpoint } = engine;
  const calls = createCalls({ endpoint, tables, ...(home && { home }), lagging });
  return {
    calls,
    async forget(): Promise<void> {
      calls.forget();
      await lagging.stop();
    },
    async close(): Promise<void> {
      calls.close();
      await lagging.stop();
    },
  };
}

const STREAM_OPERATIONS = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator']);

const apiOf = (operation: string): 'DynamoDB' | 'DynamoDBStreams' =>
  STREAM_OPERATIONS.has(operation) ? 'DynamoDBStreams' : 'DynamoDB';

/** What parts of this engine ask, as nobody's call. */
function askedByEngine(
  { endpoint: given }: DynamodbOptions,
  around: { readonly endpoint: () => string; readonly calls: Calls; readonly databaseFile: string },
): Pick<Dynamodb, 'call' | 'lastChanges'> {
  const clients = engineClients(around.endpoint);
  return {
    call: (operation, input) =>
      around.calls.make(operation, input, (name, sent) => clients(apiOf(name)).call(name, sent)),
    lastChanges(tableName, limit) {
      if (given === undefined) return lastStreamRecords(around.databaseFile, tableName, limit);
      throw new LocalError(
        'ERR_DYNAMODB_ENGINE',
        `The stream of ${tableName} is with ${given}, which does not give its last records.`,
      );
    },
  };
}

async function withCall<T>(endpoint: string, use: (call: TableCall) => Promise<T>): Promise<T> {
  const client = createApiClient({ endpoint });
  try {
    return await use(tableCall(client));
  } finally {
    client.close();
  }
}
