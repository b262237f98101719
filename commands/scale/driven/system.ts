import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, StreamRecord as Images } from 'aws-lambda';
import { createUser } from '../../../functions/create-user/create-user.ts';
import type { Clock } from '../../../functions/lib/clock.ts';
import { createFieldHandler } from '../../../functions/lib/handler.ts';
import { createIdentity } from '../../../functions/lib/identity.ts';
import { createRepository } from '../../../functions/lib/repository.ts';
import { createDocuments, type Services } from '../../../functions/lib/services.ts';
import { suspendUser } from '../../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../../functions/sync-identity/sync-identity.ts';
import { profileKey } from '../../../model/keys.ts';
import { LOCAL_CREDENTIALS } from '../../local-outputs.ts';
import { QUOTAS, type QuotaName } from '../quotas.ts';
import { createLimitedPool } from './pool.ts';
import { createRate, type Rate } from './rate.ts';
import { createTable, limitedDocuments, TABLE } from './table.ts';
import type { VirtualTime } from './virtual-time.ts';

const SILENT = { info() {}, warn() {}, error() {} };

/** A record of the stream. */
export type StreamRecord = DynamoDBRecord;

/** As `startSystem` makes it. */
export type System = Awaited<ReturnType<typeof startSystem>>;

type Raised = Readonly<Partial<Record<QuotaName, number>>>;

function ratesOf(clock: Clock, perSecond: (name: QuotaName) => number): Record<QuotaName, Rate> {
  const names = Object.keys(QUOTAS) as QuotaName[];
  const rates = names.map((name) => [name, createRate(perSecond(name), clock)] as const);
  return Object.fromEntries(rates) as Record<QuotaName, Rate>;
}

/** The functions of this app as they are, with a table and a user pool that will keep to AWS's limits. */
export async function startSystem(endpoint: string, time: VirtualTime) {
  const rates = ratesOf(time, () => Infinity);
  const credentials = LOCAL_CREDENTIALS;
  const connect = () => new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  // What a client of documents does, its own client does: limits are of the one alone.
  const [client, unlimited] = [connect(), connect()];
  await createTable(client);
  const pool = createLimitedPool(time, rates);
  const documents = limitedDocuments(client, time, rates);
  const services: Services = {
    repository: createRepository({ documents, table: TABLE, clock: time }),
    identity: createIdentity(pool.call, 'us-east-1_Pool'),
    clock: time,
    log: SILENT,
    metrics: { count() {} },
  };
  return {
    pool,
    handlers: {
      createUser: createFieldHandler(services, createUser),
      suspendUser: createFieldHandler(services, suspendUser),
      syncIdentity: (Records: StreamRecord[]) => syncIdentity(services, { Records }),
    },
    imageOf: imageReader(unlimited, time),
    /** From now on the limits hold, some as AWS has raised them. */
    limit(raised: Raised): void {
      Object.assign(
        rates,
        ratesOf(time, (name) => raised[name] ?? QUOTAS[name].perSecond),
      );
    },
    [Symbol.dispose](): void {
      client.destroy();
      unlimited.destroy();
    },
  };
}

/** A record's item as the stream of the table shows it, which asks nothing of its limits. */
function imageReader(client: DynamoDBClient, time: VirtualTime) {
  const documents = createDocuments(client, time);
  return async (id: string) => {
    const { Item } = await time.during(() =>
      documents.send(new GetCommand({ TableName: TABLE, Key: profileKey(id) })),
    );
    return marshall(Item ?? {}) as Images['NewImage'];
  };
}

/** What the stream tells readers of a change. */
export const recordOf = (
  id: string,
  images: Pick<Images, 'OldImage' | 'NewImage'>,
): StreamRecord => ({
  eventID: crypto.randomUUID(),
  eventName: images.OldImage ? 'MODIFY' : 'INSERT',
  dynamodb: {
    ...images,
    Keys: marshall(profileKey(id)) as Images['Keys'],
    SequenceNumber: crypto.randomUUID(),
  },
});
