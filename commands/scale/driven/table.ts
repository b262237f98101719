import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDocuments } from '../../../functions/lib/services.ts';
import { KEY_ATTRIBUTES, PROFILE, type Key } from '../../../model/keys.ts';
import type { QuotaName } from '../quotas.ts';
import { createRate, type Rate } from './rate.ts';
import type { VirtualTime } from './virtual-time.ts';

export const TABLE = 'Users';

/** Milliseconds that an answer takes; assumed. */
const ANSWER_MS = 8;

/** Of one partition: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
const WRITES = 1_000;

/** The keys alone: what is driven reads no index. */
export async function createTable(client: DynamoDBClient): Promise<void> {
  const { partition, sort } = KEY_ATTRIBUTES;
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: partition, AttributeType: 'S' },
        { AttributeName: sort, AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
    }),
  );
}

/** The real engine behind limits of partitions; its answers take no more of the clock than AWS's are assumed to. */
export function limitedDocuments(
  client: DynamoDBClient,
  time: VirtualTime,
  rates: Readonly<Record<QuotaName, Rate>>,
) {
  const documents = createDocuments(client, time);
  const partitions = new Map<string, Rate>();
  const take = ({ pk, sk }: Key, units: number): boolean => {
    const partition = partitions.get(pk) ?? createRate(WRITES, time);
    partitions.set(pk, partition);
    // Whoever is new is last in byCreated.
    const isIndexed = sk !== PROFILE || rates.orderTail.take();
    return isIndexed && partition.take(units) && rates.write.take(units);
  };
  documents.middlewareStack.add(
    (next) => async (args) => {
      await time.wait(ANSWER_MS);
      const written = writesOf(args.input as Input);
      const units = written.length > 1 ? 2 : 1;
      if (!written.every((key) => take(key, units))) {
        throw Object.assign(new Error('throttled'), {
          name: 'ProvisionedThroughputExceededException',
        });
      }
      return time.during(() => next(args));
    },
    { name: 'limits', step: 'initialize', priority: 'low' },
  );
  return documents;
}

interface Write {
  readonly Key?: Key;
  readonly Item?: Key;
}

interface Input extends Write {
  readonly UpdateExpression?: string;
  readonly TransactItems?: readonly Readonly<Record<string, Write>>[];
}

/** What a call writes. */
function writesOf(input: Input): readonly Key[] {
  const writes = input.TransactItems
    ? input.TransactItems.flatMap((item) => Object.values(item))
    : input.Item || input.UpdateExpression
      ? [input]
      : [];
  return writes.flatMap(({ Key, Item }) => Key ?? Item ?? []);
}
