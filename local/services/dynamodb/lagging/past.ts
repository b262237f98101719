import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../../assembly/model.ts';
import type { Clock } from '../../../shared/clock.ts';
import { silentLog } from '../../../shared/log.ts';
import { createApiClient, type ApiClient } from '../api-client.ts';
import { lastStreamRecords, streamRecordsAfter, type TableChange } from '../last-stream-records.ts';
import { createOwnEngine } from '../own-engine.ts';
import { listOf } from '../rules/call-parts.ts';
import { tableCall } from '../table-calls.ts';
import { ensureTables } from '../tables.ts';

/** An engine whose tables are what others were a while ago. */
export interface Past {
  readonly client: ApiClient;
  /** Brings a table to what it was so many milliseconds ago, or up to a second more: streams tell whole seconds. */
  follow(table: Table, ms: number): Promise<void>;
  close(): Promise<void>;
}

interface PastOptions {
  /** URL of the engine that is followed, and its database. */
  readonly present: string;
  readonly databaseFile: string;
  readonly clock: Clock;
}

/** Starts it, empty, in a folder that ends with it. */
export async function openPast({ present, databaseFile, clock }: PastOptions): Promise<Past> {
  const folder = mkdtempSync(join(tmpdir(), 'lagging-indexes-'));
  const own = createOwnEngine({
    databaseFile: join(folder, 'dynamodb.sqlite'),
    tables: [],
    clock,
    log: silentLog,
  });
  await own.open();
  const from = createApiClient({ endpoint: present });
  const to = createApiClient({ endpoint: own.url });
  const followed = new Map<string, Promise<Followed>>();
  return {
    client: to,
    async follow(table, ms) {
      const { tableName } = table;
      // One after the other: each goes on where the one before ended.
      const around = { table, databaseFile, from, to, ms };
      const before = followed.get(tableName) ?? begin(around);
      const now = before.then((state) => follow(state, around));
      followed.set(tableName, now);
      await now;
    },
    async close() {
      from.close();
      to.close();
      await own.close();
      own.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How far a table is. */
interface Followed {
  /** Of the last record that is in it for sure. */
  readonly sequenceNumber: string;
  /** Whether later ones are in it, too: it was copied just now, and goes back first. */
  readonly isAhead: boolean;
}

interface Following {
  readonly table: Table;
  readonly databaseFile: string;
  readonly from: ApiClient;
  readonly to: ApiClient;
  readonly ms: number;
}

async function begin({ table, databaseFile, from, to }: Following): Promise<Followed> {
  const { tableName: TableName } = table;
  const [last] = lastStreamRecords(databaseFile, TableName, 1);
  await ensureTables(tableCall(to), [table], silentLog);
  let position: unknown;
  do {
    const { Items, LastEvaluatedKey } = await from.call('Scan', {
      TableName,
      ConsistentRead: true,
      ...(position !== undefined && { ExclusiveStartKey: position }),
    });
    await Promise.all(listOf(Items).map((Item) => to.call('PutItem', { TableName, Item })));
    position = LastEvaluatedKey;
  } while (position !== undefined);
  return { sequenceNumber: last?.sequenceNumber ?? NONE, isAhead: true };
}

async function follow(
  { sequenceNumber, isAhead }: Followed,
  { table: { tableName }, databaseFile, to, ms }: Following,
): Promise<Followed> {
  const records = streamRecordsAfter(databaseFile, tableName, isAhead ? NONE : sequenceNumber);
  // The stream goes by the machine's time, whatever the engine's is.
  const until = Date.now() - ms - WHOLE_SECOND;
  const firstLater = records.findIndex(({ at }) => at > until);
  const count = firstLater === -1 ? records.length : firstLater;
  const put = async (keys: TableChange['keys'], image: TableChange['newImage']): Promise<void> => {
    await (image
      ? to.call('PutItem', { TableName: tableName, Item: image })
      : to.call('DeleteItem', { TableName: tableName, Key: keys }));
  };
  const due = records.slice(0, count);
  for (const { keys, newImage, sequenceNumber: number } of due) {
    if (Number(number) > Number(sequenceNumber)) await put(keys, newImage);
  }
  if (isAhead) {
    for (const { keys, oldImage } of records.slice(count).toReversed()) await put(keys, oldImage);
  }
  const reached = due.at(-1)?.sequenceNumber;
  return { sequenceNumber: reached ?? (isAhead ? NONE : sequenceNumber), isAhead: false };
}

const WHOLE_SECOND = 1_000;
/** Before the first record. */
const NONE = '0';
