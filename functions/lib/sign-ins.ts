import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { profileKey, signInKey } from '../../model/keys.ts';
import { withSignIn } from '../../model/sign-ins.ts';
import type { RepositoryOptions } from './repository.ts';
import type { TransactItems } from './transaction.ts';
import { transact } from './transaction.ts';
import type { UserRecord } from './user.ts';

type Table = Pick<RepositoryOptions, 'documents' | 'table'>;

/** When people signed in last, as `createSignIns` makes it. */
export type SignIns = ReturnType<typeof createSignIns>;

/** What DynamoDB reads at a time. */
const KEYS_AT_ONCE = 100;

/**
 * When people signed in last: an item beside the record, so that a sign-in writes no index and wakes no reader of the
 * stream. It is there from the first sign-in on, which is on the record as well, and goes with the record.
 */
export function createSignIns({ documents, table }: Table) {
  return {
    /** Keeps the time of a sign-in, unless a later one is there: one write. False when none is kept yet. */
    async note(id: string, at: string): Promise<boolean> {
      const note = new UpdateCommand({
        TableName: table,
        Key: signInKey(id),
        UpdateExpression: 'SET lastSignInAt = :at',
        // Also what keeps it from making an item: one without the attribute is not before anything.
        ConditionExpression: 'lastSignInAt < :at',
        ExpressionAttributeValues: { ':at': at },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await documents.send(note);
        return true;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return error.Item !== undefined;
      }
    },

    /**
     * Keeps the first time that is kept beside the record, while there is a record that is invited no longer. Nobody
     * hears of it: a record that has no time gets it, too, but version, updatedAt and updatedBy stay.
     */
    async begin(user: Pick<UserRecord, 'id' | 'lastSignInAt'>, at: string): Promise<void> {
      await transact(documents, [
        user.lastSignInAt === undefined ? dateRecord(table, user, at) : checkRecord(table, user),
        putFirst(table, user, at),
      ]);
    },

    /** Records, each with the last sign-in; of up to a moment ago, as an index has them. */
    async addTo(records: readonly UserRecord[]): Promise<UserRecord[]> {
      // Whoever has never signed in has no item.
      const signedIn = records.filter(({ lastSignInAt }) => lastSignInAt !== undefined);
      const known = await readSignIns({ documents, table }, signedIn);
      return records.map((record) => withSignIn(record, known.get(signInKey(record.id).pk)));
    },
  };
}

type Id = Pick<UserRecord, 'id'>;

const dateRecord = (table: string, { id }: Id, at: string): TransactItems[number] => ({
  Update: {
    TableName: table,
    Key: profileKey(id),
    UpdateExpression: 'SET lastSignInAt = if_not_exists(lastSignInAt, :at)',
    ConditionExpression: 'attribute_exists(pk) AND #status <> :invited',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':at': at, ':invited': 'INVITED' },
  },
});

/** Whoever has signed in is never invited again. */
const checkRecord = (table: string, { id }: Id): TransactItems[number] => ({
  ConditionCheck: {
    TableName: table,
    Key: profileKey(id),
    ConditionExpression: 'attribute_exists(pk)',
  },
});

const putFirst = (table: string, { id }: Id, at: string): TransactItems[number] => ({
  Put: {
    TableName: table,
    Item: { ...signInKey(id), lastSignInAt: at },
    ConditionExpression: 'attribute_not_exists(pk) OR lastSignInAt < :at',
    ExpressionAttributeValues: { ':at': at },
  },
});

/** Forgets when somebody signed in last, with the record. */
export const deleteSignIn = (table: string, { id }: Id): TransactItems[number] => ({
  Delete: { TableName: table, Key: signInKey(id) },
});

type SignInItem = { readonly pk: string; readonly lastSignInAt: string };

/** By partition. DynamoDB may leave some of a batch for another time. */
async function readSignIns({ documents, table }: Table, users: readonly Id[]) {
  const known = new Map<string, SignInItem>();
  for (let start = 0; start < users.length; start += KEYS_AT_ONCE) {
    let keys: Record<string, unknown>[] | undefined = users
      .slice(start, start + KEYS_AT_ONCE)
      .map(({ id }) => signInKey(id));
    while (keys && keys.length > 0) {
      const answer: BatchGetCommandOutput = await documents.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }),
      );
      for (const item of (answer.Responses?.[table] ?? []) as SignInItem[])
        known.set(item.pk, item);
      keys = answer.UnprocessedKeys?.[table]?.Keys;
    }
  }
  return known;
}
