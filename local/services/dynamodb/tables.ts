import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../assembly/model.ts';
import { LocalError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { describe, ignoreAbsent, pause, whenActive } from './describe-table.ts';
import { keyDifference } from './schema-difference.ts';
import type { TableCall } from './table-calls.ts';
import { updateIndexes } from './update-indexes.ts';

/**
 * Brings the engine's tables to what the template says: missing ones are created, indexes, stream
 * and time to live of existing ones adjusted.
 * @throws LocalError ERR_DATA_FOLDER when an existing table has another key
 */
export async function ensureTables(
  call: TableCall,
  tables: readonly Table[],
  log: Log,
): Promise<void> {
  await Promise.all(tables.map((table) => ensureTable(call, table, log)));
}

/** Deletes the tables, with all they hold. */
export async function deleteTables(call: TableCall, tables: readonly Table[]): Promise<void> {
  for (const { tableName } of tables) {
    await call('DeleteTable', { TableName: tableName }).catch(ignoreAbsent);
    while (await describe(call, tableName)) await pause();
  }
}

async function ensureTable(call: TableCall, table: Table, log: Log): Promise<void> {
  const existing = await describe(call, table.tableName);
  if (existing) {
    const difference = keyDifference(existing, createInput(table));
    if (difference) throw keyChanged(table, difference);
    await updateIndexes(call, existing, createInput(table), log);
  } else {
    await call('CreateTable', createInput(table));
    log.info('dynamodb', `created table ${table.tableName}`);
  }
  await whenActive(call, table.tableName);
  await setTimeToLive(call, table);
}

const createInput = (table: Table): CreateTableCommandInput =>
  // Written by the assembly in the form of the API.
  table.createTableInput;

const keyChanged = (table: Table, difference: string): LocalError =>
  new LocalError(
    'ERR_DATA_FOLDER',
    `Table ${table.tableName} (${table.stackName}/${table.logicalId}) exists with another ` +
      `${difference}. DynamoDB cannot change that on an existing table: start with --fresh to ` +
      'forget the local data, or give the table another name.',
  );

async function setTimeToLive(call: TableCall, table: Table): Promise<void> {
  const TableName = table.tableName;
  const { TimeToLiveDescription: now } = await call('DescribeTimeToLive', { TableName });
  const current = now?.TimeToLiveStatus === 'ENABLED' ? (now.AttributeName ?? null) : null;
  if (current === table.timeToLiveAttribute) return;
  const set = (AttributeName: string, Enabled: boolean): Promise<unknown> =>
    call('UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { AttributeName, Enabled },
    });
  if (current !== null) await set(current, false);
  if (table.timeToLiveAttribute !== null) await set(table.timeToLiveAttribute, true);
}
