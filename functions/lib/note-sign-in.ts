import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { profileKey } from '../../model/keys.ts';

/**
 * `noted`: the time stands, this one or a later; `invited`: the first sign-in, which is a change of the user.
 */
export type SignInOutcome = 'noted' | 'invited' | 'notFound';

/**
 * Keeps the time of a sign-in, unless a later one is there. Nobody hears of it as of a change: version,
 * updatedAt and updatedBy stay. Whoever is invited is left as they are.
 */
export async function noteSignIn(
  documents: DynamoDBDocumentClient,
  table: string,
  id: string,
  at: string,
): Promise<SignInOutcome> {
  const note = new UpdateCommand({
    TableName: table,
    Key: profileKey(id),
    UpdateExpression: 'SET lastSignInAt = :at',
    ConditionExpression:
      'attribute_exists(pk) AND #status <> :invited' +
      ' AND (attribute_not_exists(lastSignInAt) OR lastSignInAt < :at)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':at': at, ':invited': 'INVITED' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await documents.send(note);
    return 'noted';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (!error.Item) return 'notFound';
    return error.Item['status']?.S === 'INVITED' ? 'invited' : 'noted';
  }
}
