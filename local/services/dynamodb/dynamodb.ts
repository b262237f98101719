import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../../assembly/model.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Service } from '../../shared/service.ts';
import { LocalError } from '../../shared/errors.ts';
import { requireSoundDatabase } from '../../shared/sqlite-file.ts';
import { engineClients } from './answered-calls.ts';
import { createApiClient, type ApiOutput } from './api-client.ts';
import { type DataFolderLock, lockDataFolder } from './data-folder-lock.ts';
import { findEngineBinary } from './engine-binary.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { createCalls, type Calls } from './calls/index.ts';
import type { Home } from './calls/arns.ts';
import { createProxy, type Callers } from './proxy.ts';
import { requireEngine, requireLocalUrl } from './require-engine.ts';
import type { CallInput } from './request-context.ts';
import { indexStreamRecords } from './stream-records.ts';
import { lastStreamRecords, type TableChange } from './last-stream-records.ts';
import { startSweeper, type Sweeper } from './sweeper.ts';
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
  /** Region and account of tables that the template does not name. @default us-east-1, 000000000000 */
  readonly home?: Home;
  /** Time to live goes by it. @default the system's */
  readonly clock?: Clock;
  readonly log: Log;
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
  const { dataFolder, tables, callers, home, clock = systemClock, log } = options;
  if (options.endpoint !== undefined) requireLocalUrl(options.endpoint);
  const databaseFile = join(dataFolder, 'dynamodb.sqlite');
  let lock: DataFolderLock | null = null;
  let engine: EngineProcess | null = null;
  let sweeper: Sweeper | null = null;

  const endpoint = (): string => options.endpoint ?? urlOf(engine);
  const calls = createCalls({ endpoint, tables, ...(home && { home }) });
  const open = async (): Promise<void> => {
    if (options.endpoint === undefined) {
      lock ??= await lockDataFolder(dataFolder);
      requireSoundDatabase(databaseFile);
      const onProcess = (pid: number): void => lock?.engineStarted(pid);
      engine = await startEngine({ binary: findEngineBinary(), databaseFile, onProcess, log });
      indexStreamRecords(databaseFile);
    } else await requireEngine(options.endpoint);
    await withCall(endpoint(), (call) => ensureTables(call, tables, log));
    // Another engine has its own ways.
    if (engine !== null) sweeper = startSweeper(endpoint(), { databaseFile, tables, clock, log });
  };
  const close = async (): Promise<void> => {
    await sweeper?.stop();
    sweeper = null;
    await engine?.stop();
    engine = null;
  };

  const stop = async (): Promise<void> => {
    calls.close();
    await close();
    lock?.release();
    lock = null;
  };
  return {
    name: 'dynamodb',
    get endpoint() {
      return endpoint();
    },
    get healthy() {
      return options.endpoint !== undefined || engine?.healthy === true;
    },
    calls,
    ...askedByEngine(options, { endpoint, calls, databaseFile }),
    routes: [createProxy({ endpoint, calls, callers, log })],
    async start() {
      await open().catch(async (error: unknown) => {
        await stop();
        throw error;
      });
    },
    stop,
    async reset() {
      calls.forget();
      await close();
      if (options.endpoint === undefined) removeDatabase(databaseFile);
      else await withCall(options.endpoint, (call) => deleteTables(call, tables));
      await open();
    },
  };
}

/** What parts of this engine ask, as nobody's call. */
function askedByEngine(
  { endpoint: given }: DynamodbOptions,
  around: { readonly endpoint: () => string; readonly calls: Calls; readonly databaseFile: string },
): Pick<Dynamodb, 'call' | 'lastChanges'> {
  const clients = engineClients(around.endpoint);
  return {
    call: (operation, input) =>
      around.calls.make(operation, input, (name, sent) => clients('DynamoDB').call(name, sent)),
    lastChanges(tableName, limit) {
      if (given === undefined) return lastStreamRecords(around.databaseFile, tableName, limit);
      throw new LocalError(
        'ERR_DYNAMODB_ENGINE',
        `The stream of ${tableName} is with ${given}, which does not give its last records.`,
      );
    },
  };
}

function urlOf(engine: EngineProcess | null): string {
  if (engine === null) throw new Error('DynamoDB has no endpoint before start()');
  return `http://127.0.0.1:${engine.port}`;
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

async function withCall<T>(endpoint: string, use: (call: TableCall) => Promise<T>): Promise<T> {
  const client = createApiClient({ endpoint });
  try {
    return await use(tableCall(client));
  } finally {
    client.close();
  }
}
