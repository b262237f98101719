import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { SYSTEM_ACTOR } from '../../model/actors.ts';
import { signInKey } from '../../model/keys.ts';
import { purgeUnfinished } from './errors.ts';
import type { HistoryItem } from './history-items.ts';
import { readHistory } from './history-items.ts';
import { timeLeft } from './time-limit.ts';

/** Longer than a stream can bring an old record of the user again (1 day). */
const TOMBSTONE_LIFE_SECONDS = 7 * 24 * 60 * 60;

/** Deletions under way at once. */
const CONCURRENCY = 20;

/** Milliseconds that the deletions under way need. */
const RESERVE_MS = 1_000;

/**
 * Removes all history but that the user was deleted; false when that is not so. When the person signed in last went
 * with the record, unless somebody removed that past the API. The newest item goes bare last: a purge that the time cut short goes on when it is called again.
 * @param now seconds since the epoch
 */
export async function purge(
  documents: DynamoDBDocumentClient,
  table: string,
  id: string,
  now: number,
): Promise<boolean> {
  const items = await readHistory(documents, table, id);
  const tombstone = items.pop();
  if (tombstone?.type !== 'DELETED') return false;
  let left = items.length;
  const remove = async ({ pk, sk }: HistoryItem) => {
    if (timeLeft() < RESERVE_MS) return;
    await documents.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
    left -= 1;
  };
  await pMap(items, remove, { concurrency: CONCURRENCY });
  if (left > 0) throw purgeUnfinished(left);
  await documents.send(new DeleteCommand({ TableName: table, Key: signInKey(id) }));
  await documents.send(bareTombstone(table, tombstone, now));
  return true;
}

const bareTombstone = (table: string, { pk, sk }: HistoryItem, now: number) =>
  new UpdateCommand({
    TableName: table,
    Key: { pk, sk },
    UpdateExpression: 'SET actor = :actor, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: {
      ':actor': SYSTEM_ACTOR,
      ':expiresAt': now + TOMBSTONE_LIFE_SECONDS,
    },
  });
