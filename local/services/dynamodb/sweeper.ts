import type { Table } from '../../assembly/model.ts';
import { machineTime, type Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createApiClient } from './api-client.ts';
import { deleteExpired } from './expired-items.ts';
import { openExpiryMarks, trimStreamRecords } from './stream-records.ts';
import { tableCall } from './table-calls.ts';

/** Time between two sweeps. DynamoDB itself promises a few days. */
const PAUSE = 60_000; // a minute

/** Runs until it is stopped. */
export interface Sweeper {
  stop(): Promise<void>;
}

interface SweeperOptions {
  readonly databaseFile: string;
  readonly tables: readonly Table[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Removes, once a minute, expired items and the stream records of yesterday. */
export function startSweeper(endpoint: string, options: SweeperOptions): Sweeper {
  const { databaseFile, clock, log } = options;
  const client = createApiClient({ endpoint });
  const marks = openExpiryMarks(databaseFile);
  const state = { stopping: false, cancel: () => {}, running: Promise.resolve() };
  const wait = (): void => {
    state.cancel = clock.after(PAUSE, () => {
      state.running = sweep().then(() => {
        if (!state.stopping) wait();
      });
    });
  };
  const sweep = async (): Promise<void> => {
    try {
      for (const table of options.tables) {
        if (state.stopping) return;
        const count = await deleteExpired(tableCall(client), table, { now: clock.now(), marks });
        if (count > 0) log.info('dynamodb', `deleted ${count} expired of ${table.tableName}`);
      }
      // They bear the engine's own time.
      trimStreamRecords(databaseFile, machineTime(clock).now());
    } catch (error) {
      // The engine is away or busy: there is another sweep in a minute.
      if (!state.stopping) log.warn('dynamodb', `expired items stay for now: ${String(error)}`);
    }
  };
  wait();
  return {
    async stop() {
      state.stopping = true;
      state.cancel();
      await state.running;
      marks.close();
      client.close();
    },
  };
}
