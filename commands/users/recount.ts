import { GetCommand, paginateScan, PutCommand } from '@aws-sdk/lib-dynamodb';
import { COUNTED, idOfPartition, PROFILE, STATS_KEY } from '../../model/keys.ts';
import { isWritten } from '../../functions/lib/is-written.ts';
import { toUserRecord } from '../../functions/lib/user.ts';
import type { Marker } from '../../functions/publish-changes/counts.ts';
import { createCounts, markerOf, markerOfDeleted } from '../../functions/publish-changes/counts.ts';
import type { Target } from './target.ts';

type Table = Pick<Target, 'documents' | 'table' | 'services'>;

const ATTEMPTS = 5;

/**
 * Counts again, while users go on changing: first each marker by its record, as the stream would have,
 * then the sum of all markers. False when changes come faster than the table can be read.
 */
export async function recount(target: Table): Promise<boolean> {
  const { documents, table, services } = target;
  const counts = createCounts(documents, table, services.clock);
  const { wanted, gone } = await readMarkers(target);
  await counts.settle(wanted);
  for (const { pk, version } of gone) {
    const id = idOfPartition(pk);
    if (await services.repository.get(id)) continue;
    await counts.settle([markerOfDeleted(id, version + 1, services.clock)]);
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await addUp(target)) return true;
  }
  return false;
}

/** What the records want to be counted as, and the markers that count somebody without a record. */
async function readMarkers(target: Table) {
  const wanted: Marker[] = [];
  const counting = new Map<string, Marker>();
  for await (const item of scan(target)) {
    if (item['sk'] === PROFILE) wanted.push(markerOf(toUserRecord(item)));
    else if (item['status'] !== undefined) counting.set(String(item['pk']), item as Marker);
  }
  for (const { pk } of wanted) counting.delete(pk);
  return { wanted, gone: [...counting.values()] };
}

/**
 * Writes the sum of the markers, unless a count moved since it was begun: a marker changes in one
 * transaction with the revision of the counts.
 */
async function addUp(target: Table): Promise<boolean> {
  const { documents, table } = target;
  const read = new GetCommand({ TableName: table, Key: STATS_KEY, ConsistentRead: true });
  const revision = (await documents.send(read)).Item?.['revision'] as number | undefined;
  const sums: Record<string, number> = {};
  for await (const { sk, status, role } of scan(target)) {
    if (sk === PROFILE || status === undefined) continue;
    for (const name of ['total', String(status), String(role)]) sums[name] = (sums[name] ?? 0) + 1;
  }
  const put = new PutCommand({
    TableName: table,
    Item: { ...STATS_KEY, ...sums, revision: (revision ?? 0) + 1 },
    ...(revision === undefined
      ? { ConditionExpression: 'attribute_not_exists(revision)' }
      : {
          ConditionExpression: 'revision = :revision',
          ExpressionAttributeValues: { ':revision': revision },
        }),
  });
  return isWritten(documents.send(put));
}

/** All records and markers: of the whole table, as no index knows the markers. */
async function* scan({ documents, table }: Table) {
  const pages = paginateScan(
    { client: documents },
    {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: 'sk IN (:profile, :counted)',
      ExpressionAttributeValues: { ':profile': PROFILE, ':counted': COUNTED },
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) yield item;
}
