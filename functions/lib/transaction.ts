import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from './clock.ts';
import { backOff } from './clock.ts';

export type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

const ATTEMPTS = 8;

/**
 * Writes all or nothing. Answers which items' conditions failed, in the order given (none: written).
 * A transaction that only met another one on the same item is tried again, as the SDK does not.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export async function transact(
  documents: DynamoDBDocumentClient,
  items: TransactItems,
  clock: Clock,
): Promise<readonly number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: items }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      const failed = codes.flatMap((code, index) =>
        code === 'ConditionalCheckFailed' ? index : [],
      );
      if (failed.length > 0) return failed;
      if (!codes.includes('TransactionConflict') || attempt === ATTEMPTS) throw error;
      await backOff(clock, attempt);
    }
  }
}
