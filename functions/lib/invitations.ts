import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { invitationKey } from '../../model/keys.ts';
import type { RepositoryOptions } from './repository.ts';
import type { TransactItems } from './transaction.ts';

/** The invitations that have to go to another address than the one they went to. */
export function createInvitations({ documents, table }: Omit<RepositoryOptions, 'clock'>) {
  return {
    /** Notes that an invitation is due, for the transaction that makes `version` of the record. */
    due: (id: string, version: number): TransactItems[number] => ({
      Put: { TableName: table, Item: { ...invitationKey(id), version } },
    }),

    /** The version that made an invitation due, or null. */
    async find(id: string): Promise<number | null> {
      const Key = invitationKey(id);
      const get = new GetCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item: item } = await documents.send(get);
      return item ? Number(item['version']) : null;
    },

    /** An invitation of this version of the record was sent; a later one stays due. */
    async settle(id: string, version: number): Promise<void> {
      const remove = new DeleteCommand({
        TableName: table,
        Key: invitationKey(id),
        ConditionExpression: 'attribute_not_exists(pk) OR version <= :version',
        ExpressionAttributeValues: { ':version': version },
      });
      await documents.send(remove).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
  };
}
