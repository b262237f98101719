import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

/** What a transaction writes and checks; DynamoDB takes 100. */
export type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * Writes all or nothing. Answers which items' conditions failed, in the order given (none: written).
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export async function transact(
  documents: DynamoDBDocumentClient,
  items: TransactItems,
): Promise<readonly number[]> {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: items }));
    return [];
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const failed = (error.CancellationReasons ?? []).flatMap(({ Code }, index) =>
      Code === 'ConditionalCheckFailed' ? index : [],
    );
    if (failed.length === 0) throw error;
    return failed;
  }
}
