import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { profileKey } from '../../model/keys.ts';
import { isWritten } from '../../functions/lib/is-written.ts';
import { indexAttributes } from '../../functions/lib/item.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { Target } from './target.ts';

/**
 * Writes what the indexes read of a record; false when the record has changed since it was read.
 * Version and fields stay, so that nobody hears of it.
 */
export async function indexAgain(
  { documents, table }: Pick<Target, 'documents' | 'table'>,
  user: UserRecord,
): Promise<boolean> {
  const attributes = Object.entries(indexAttributes(user));
  const values = attributes.filter(([, value]) => value !== undefined);
  const others = attributes.filter(([, value]) => value === undefined);
  const remove =
    others.length === 0 ? '' : ` REMOVE ${others.map(([name]) => `#${name}`).join(', ')}`;
  const update = new UpdateCommand({
    TableName: table,
    Key: profileKey(user.id),
    UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(', ')}${remove}`,
    ConditionExpression: 'version = :version',
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      ':version': user.version,
    },
  });
  return isWritten(documents.send(update));
}
