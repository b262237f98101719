import type { GraphqlApi } from '../assembly/model.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Tracer } from '../tracing/index.ts';
import { ServerConnection } from './connection.ts';
import type { ConnectionParts } from './connection.ts';
import { createCounters } from './counters.ts';
import { FanOut } from './fan-out.ts';
import { CLOSE } from './protocol.ts';
import { SubscriptionTable } from './subscription-table.ts';
import { createOperationReader } from './start-operation.ts';
import type {
  AuthenticateRealtime,
  Connection,
  Handshake,
  JudgeSubscription,
  Publisher,
  RealtimeStats,
  Socket,
  SubscribeOperation,
} from './types.ts';

export { createUpgradeHandler } from './ws-adapter.ts';
export type { UpgradeHandler } from './ws-adapter.ts';

/** Real time of one API: its connections, subscriptions and the way events reach them. */
export interface Realtime {
  readonly publisher: Publisher;
  /** Takes over a socket whose upgrade was accepted; refusals are told in a connection_error frame. */
  accept(socket: Socket, handshake: Handshake): Connection;
  stats(): RealtimeStats;
  /** Keeps the subscriptions that another version of the API still admits; the others are told. */
  judge(judgementOf: JudgeSubscription): void;
  /** Closes every connection with code 1001, which clients answer by connecting and reading anew. */
  endAll(reason: string): void;
  /** The same for good. */
  stop(): void;
}

/** What real time needs of the rest of the API. */
export interface RealtimeOptions {
  /** Judges credentials at connect and again at every start. */
  readonly authenticate: AuthenticateRealtime;
  /** Checks and plans a subscription: `GraphqlEngine.subscribe`. */
  readonly subscribe: SubscribeOperation;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers starts and deliveries. @default - nobody does */
  readonly tracer?: Tracer | undefined;
  /**
   * Bytes that may wait for one client before it is closed as too slow.
   * @default 4_194_304 // 4 MiB
   */
  readonly maxBufferedBytes?: number;
}

/**
 * AppSync's real-time side for one API: WebSocket protocol, filters, fan-out.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function createRealtime(api: Pick<GraphqlApi, 'name'>, options: RealtimeOptions): Realtime {
  const { authenticate, subscribe, clock, log, tracer } = options;
  const { maxBufferedBytes = 4 * 1024 * 1024 } = options;
  const table = new SubscriptionTable();
  const counters = createCounters();
  const connections = new Set<ServerConnection>();
  const parts: ConnectionParts = {
    authenticate,
    subscribe,
    readOperation: createOperationReader(),
    table,
    counters,
    clock,
    log,
    tracer,
    maxBufferedBytes,
    onEnd: (connection) => connections.delete(connection),
  };
  const endAll = (reason: string): void => {
    for (const connection of [...connections]) connection.end(CLOSE.goingAway, reason);
  };
  return {
    publisher: new FanOut({ table, counters, log, tracer }),
    accept(socket, handshake) {
      const connection = new ServerConnection(parts, socket, handshake);
      connections.add(connection);
      return connection;
    },
    judge: (judgementOf) => table.judge(judgementOf),
    stats: () => ({ connections: connections.size, subscriptions: table.size, ...counters }),
    endAll,
    stop: () => endAll(`${api.name} stops`),
  };
}
