import { rmSync } from 'node:fs';
import type { DatabaseCluster } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { createConnection, type Connection, type Session } from './connection.ts';
import { requireSuccess } from './database-error.ts';
import {
  createOpenTransaction,
  shortened,
  type Ending,
  type OpenTransaction,
} from './open-transaction.ts';
import type { Outcome, Step } from './postgres/messages.ts';
import { createTurns, type Turns } from './turns.ts';
import { withinTime } from './within-time.ts';

/** How long things may take, in milliseconds. */
export interface Limits {
  /** A call. */
  readonly statement: number;
  /** What a transaction waits for its next call. */
  readonly idle: number;
  /** What a call waits for a transaction of others before it is told of. */
  readonly untold: number;
}

/**
 * A call ends after 45 seconds, a transaction after three minutes without one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.calling.html
 */
export const AWS_LIMITS: Limits = { statement: 45_000, idle: 180_000, untold: 2_000 };

/** What a cluster works with. */
export interface ClusterOptions {
  /** Of its data. */
  readonly directory: string;
  /** Files with SQL that its database begins with. */
  readonly schemaFiles: readonly string[];
  readonly limits: Limits;
  readonly log: Log;
}

/** A cluster whose Postgres starts with the first statement. One thing is done in it at a time. */
export interface Cluster {
  /** Runs statements; each is committed by itself. */
  run(session: Session, steps: readonly Step[], options?: RunOptions): Promise<readonly Outcome[]>;
  /** Begins a transaction; what others ask waits for its end. */
  begin(session: Session): Promise<string>;
  /** Runs statements in a transaction. */
  runIn(id: string, session: Session, steps: readonly Step[]): Promise<readonly Outcome[]>;
  end(id: string, how: Ending): Promise<void>;
  /** Rolls back what is open and writes all that is in memory. */
  rest(): Promise<void>;
  /** Ends Postgres, and with it what is not committed. */
  close(): Promise<void>;
  /** Forgets all data. */
  clear(): Promise<void>;
}

interface RunOptions {
  /** Whether statements go on after the call has timed out. */
  readonly continueAfterTimeout?: boolean;
}

interface Parts extends Pick<ClusterOptions, 'limits' | 'log'> {
  readonly config: DatabaseCluster;
  readonly connection: Connection;
  readonly turns: Turns;
  readonly transaction: OpenTransaction;
}

/** The cluster, of which nothing runs yet. */
export function createCluster(config: DatabaseCluster, options: ClusterOptions): Cluster {
  const { limits, log, directory } = options;
  const connection = createConnection(config, options);
  const transaction = createOpenTransaction(connection, limits, log);
  const parts = { config, connection, turns: createTurns(), transaction, limits, log };
  // What was committed is in its files; what still runs would keep a stop waiting.
  const close = (): Promise<void> => interrupt(parts);
  return {
    run: (session, steps, runOptions) => runAlone(session, steps, parts, runOptions),
    begin: (session) => begin(session, parts),
    runIn: (id, { database }, steps) => runIn(id, database, steps, parts),
    async end(id, how) {
      await transaction.finish(transaction.find(id), how);
    },
    async rest() {
      await transaction.rollBack();
      const endTurn = await parts.turns.take(new AbortController().signal);
      await connection.checkpoint().finally(endTurn);
    },
    close,
    async clear() {
      await close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function runAlone(
  session: Session,
  steps: readonly Step[],
  parts: Parts,
  { continueAfterTimeout = false }: RunOptions = {},
): Promise<readonly Outcome[]> {
  const { connection, limits } = parts;
  return withinTime(
    limits.statement,
    async (progress) => {
      const endTurn = await take(progress.signal, parts);
      progress.hasBegun = true;
      try {
        await connection.enter(session);
        return await connection.send(steps);
      } finally {
        await connection.leave().catch(() => {});
        endTurn();
      }
    },
    continueAfterTimeout ? undefined : () => interrupt(parts),
  );
}

function begin(session: Session, parts: Parts): Promise<string> {
  const { connection, limits, transaction } = parts;
  return withinTime(limits.statement, async ({ signal }) => {
    const endTurn = await take(signal, parts);
    try {
      await connection.enter(session);
      requireSuccess(await connection.send([{ sql: 'BEGIN' }]));
    } catch (error) {
      endTurn();
      throw error;
    }
    const begun = transaction.begin(session, endTurn);
    // Nobody hears of one that comes too late.
    if (signal.aborted) await transaction.rollBack();
    else transaction.wait(begun);
    return begun.id;
  });
}

async function runIn(
  id: string,
  database: string,
  steps: readonly Step[],
  parts: Parts,
): Promise<readonly Outcome[]> {
  const { connection, limits, transaction } = parts;
  const found = transaction.find(id, database);
  found.isBusy = true;
  clearTimeout(found.timer);
  try {
    return await withinTime(
      limits.statement,
      (progress) => {
        progress.hasBegun = true;
        return connection.send(steps);
      },
      () => interrupt(parts),
    );
  } finally {
    found.isBusy = false;
    transaction.wait(found);
  }
}

/** Ends what does not end by itself, and with it all that is not committed. */
async function interrupt({ connection, transaction }: Parts): Promise<void> {
  await connection.end();
  transaction.forget();
}

/** Waits for a turn, and says so when it takes long. */
async function take(
  signal: AbortSignal,
  { turns, transaction, config, limits, log }: Parts,
): Promise<() => void> {
  const told = setTimeout(() => {
    if (transaction.id === null) return;
    const name = `${config.clusterIdentifier}: a call waits for the ${shortened(transaction.id)}`;
    log.warn('rds-data', `${name}: here one thing is done at a time, on AWS it would go on`);
  }, limits.untold);
  try {
    return await turns.take(signal);
  } finally {
    clearTimeout(told);
  }
}
