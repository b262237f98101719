import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Invitation } from '../../generated/schema-types.ts';
import { reminderKey } from '../../model/keys.ts';
import type { RepositoryOptions } from './repository.ts';

/** Which invitations people have been reminded of, each once. */
export function createReminders({ documents, table }: Omit<RepositoryOptions, 'clock'>) {
  const send = async (command: PutCommand | DeleteCommand): Promise<boolean> => {
    try {
      await (command instanceof PutCommand ? documents.send(command) : documents.send(command));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  };
  return {
    /** Whether nobody has taken it upon them yet to remind of this invitation: from now on the caller has. */
    claim: (id: string, { sentAt, expiresAt }: Pick<Invitation, 'sentAt' | 'expiresAt'>) =>
      send(
        new PutCommand({
          TableName: table,
          // DynamoDB removes it when it is of no use any more.
          Item: { ...reminderKey(id), sentAt, expiresAt: Math.ceil(Date.parse(expiresAt) / 1000) },
          ConditionExpression: 'attribute_not_exists(pk) OR sentAt <> :sentAt',
          ExpressionAttributeValues: { ':sentAt': sentAt },
        }),
      ),

    /** The reminder could not be sent: somebody else may. */
    giveBack: (id: string, { sentAt }: Pick<Invitation, 'sentAt'>) =>
      send(
        new DeleteCommand({
          TableName: table,
          Key: reminderKey(id),
          ConditionExpression: 'sentAt = :sentAt',
          ExpressionAttributeValues: { ':sentAt': sentAt },
        }),
      ),
  };
}
