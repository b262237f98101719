import type { EventSourceMapping, Queue, Table } from '../../../assembly/model.ts';
import type { Iam } from '../../../aws/iam/index.ts';
import { machineTime, type Clock } from '../../../shared/clock.ts';
import { LocalError } from '../../../shared/errors.ts';
import type { HttpRoute } from '../../../shared/http-route.ts';
import type { Log } from '../../../shared/log.ts';
import type { Service } from '../../../shared/service.ts';
import { refusalToDeliver, refusalToRead } from '../access.ts';
import type { LambdaHost, PutObject } from '../types.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { createDeadLettersRoute } from './dead-letters-route.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import type { Tracer } from '../../../tracing/index.ts';
import { createStopping, type Stopping } from './stopping.ts';
import { createStreamClient, type StreamClient } from './stream-client.ts';
import { followStream } from './stream-poller.ts';

/** What event sources need of the rest of the engine. */
export interface EventSourceOptions {
  readonly tables: readonly Table[];
  readonly queues: readonly Queue[];
  /** Of the app's buckets. @default - there are none */
  readonly putObject?: PutObject;
  readonly lambda: LambdaHost;
  /** What the functions may do. @default - everything */
  readonly iam?: Iam;
  readonly dynamodbEndpoint: string;
  /** SQLite file of the positions; made when absent. */
  readonly checkpointFile: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers each batch. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

const STOP_PATIENCE = 3_000; // 3 seconds for the invocations under way

interface Session {
  readonly client: StreamClient;
  readonly checkpoints: Checkpoints;
  readonly stopping: Stopping;
  readonly loops: Promise<unknown>;
}

/**
 * Event sources of DynamoDB: streams invoke functions, as Lambda's event source mappings do: at least once, in
 * order, each mapping on its own, from where it stopped last time.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function createEventSources(
  mappings: readonly EventSourceMapping[],
  options: EventSourceOptions,
): Service & { readonly routes: readonly HttpRoute[] } {
  let session: Session | null = null;
  const stop = async (): Promise<void> => {
    if (!session) return;
    const { client, checkpoints, stopping, loops } = session;
    session = null;
    stopping.stop();
    await Promise.race([
      loops,
      new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE).unref()),
    ]);
    stopping.close();
    client.close();
    checkpoints.close();
  };
  const start = (): Promise<void> =>
    new Promise((resolve) => {
      if (session) {
        resolve();
        return;
      }
      for (const mapping of mappings) requirePermissions(mapping, options);
      session = begin(
        mappings.filter(({ enabled }) => enabled),
        options,
      );
      resolve();
    });
  return {
    name: 'event sources',
    routes: [createDeadLettersRoute(() => session?.checkpoints.messages() ?? [])],
    start,
    stop,
    pause: stop,
    resume: start,
    async reset() {
      await stop();
      const checkpoints = openCheckpoints(options.checkpointFile);
      checkpoints.forget();
      checkpoints.close();
      await start();
    },
  };
}

function begin(mappings: readonly EventSourceMapping[], options: EventSourceOptions): Session {
  const { lambda, queues, putObject = () => false, log, tracer } = options;
  // Records bear the time of the DynamoDB engine, which knows no other clock.
  const clock = machineTime(options.clock);
  const followed = mappings.map((mapping) => {
    const where = `${mapping.stackName}/${mapping.logicalId}`;
    const filters = mapping.filters.map((pattern) => parseFilterPattern(pattern, where));
    return { mapping, where, filters, table: tableOf(mapping, where, options.tables) };
  });
  const client = createStreamClient(options.dynamodbEndpoint);
  const checkpoints = openCheckpoints(options.checkpointFile);
  const stopping = createStopping(clock);
  const shared = { queues, putObject, lambda, client, checkpoints, stopping, clock, log, tracer };
  const loops = followed.map(({ table: { tableName }, ...parts }) => {
    tracer?.writes.follow(tableName);
    return followStream(tableName, { ...shared, ...parts, tableName });
  });
  return { client, checkpoints, stopping, loops: Promise.all(loops) };
}

/** AWS looks when the event source is made, whether it is enabled or not. */
function requirePermissions(mapping: EventSourceMapping, { iam }: EventSourceOptions): void {
  const { stackName, logicalId, functionArn, eventSourceArn, onFailureArn } = mapping;
  const permissions = iam?.ofFunction(functionArn);
  if (!permissions) return;
  const refusal =
    refusalToRead(permissions, eventSourceArn) ??
    (onFailureArn === null ? null : refusalToDeliver(permissions, onFailureArn));
  if (refusal !== null)
    throw new LocalError('ERR_FUNCTION', `${stackName}/${logicalId}: ${refusal}`);
}

function tableOf(
  { eventSourceArn }: EventSourceMapping,
  where: string,
  tables: readonly Table[],
): Table {
  const table = tables.find(({ streamArn }) => streamArn === eventSourceArn);
  if (table) return table;
  throw new LocalError(
    'ERR_FUNCTION',
    `${where}: no table of this app has the stream ${eventSourceArn}. ` +
      'Set `stream` on the table, or remove the event source.',
  );
}
