import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { emailChangeKey } from '../../model/keys.ts';
import { isWritten } from './is-written.ts';
import type { RepositoryOptions } from './repository.ts';
import type { TransactItems } from './transaction.ts';
import type { CodeHash } from './verification-code.ts';

/** An address that a person wants and has been sent a code to. */
export interface EmailChange extends CodeHash {
  readonly email: string;
  /** ISO 8601; the code is good for nothing afterwards. */
  readonly validUntil: string;
  /** Wrong codes so far. */
  readonly misses: number;
  /** When the person asked for codes, this one included, as far back as the limits look; milliseconds. */
  readonly requests: readonly number[];
  /** The version of the record that the code has made; absent until then. */
  readonly madeVersion?: number;
}

/** What a code is good for: this user taking this address. */
export const codeSubject = (id: string, email: string) => `${id}#${email}`;

/** Wrong codes that make the right one void. */
export const MAX_MISSES = 5;

/** The changes of address that wait for their code: one for each user, the newest. */
export function createEmailChanges({ documents, table, clock }: RepositoryOptions) {
  const nowSeconds = () => Math.floor(clock.now() / 1000);
  return {
    /** Null also when it has expired and DynamoDB has not removed it yet. */
    async find(id: string): Promise<EmailChange | null> {
      const Key = emailChangeKey(id);
      const get = new GetCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item: item } = await documents.send(get);
      return item && Number(item['expiresAt']) > nowSeconds() ? toEmailChange(item) : null;
    },

    /**
     * Takes the place of `former`; false when another request was faster.
     * @param keepUntil milliseconds; the item is forgotten then
     */
    async replace(
      id: string,
      former: EmailChange | null,
      next: EmailChange,
      keepUntil: number,
    ): Promise<boolean> {
      const put = new PutCommand({
        TableName: table,
        Item: { ...emailChangeKey(id), ...next, expiresAt: Math.ceil(keepUntil / 1000) },
        ...(former
          ? {
              ConditionExpression: 'codeHash = :former',
              ExpressionAttributeValues: { ':former': former.codeHash },
            }
          : {
              ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
              ExpressionAttributeValues: { ':now': nowSeconds() },
            }),
      });
      return isWritten(documents.send(put));
    },

    /** Counts a wrong code; false when it is void already. */
    countMiss(id: string, { codeHash }: EmailChange): Promise<boolean> {
      const update = new UpdateCommand({
        TableName: table,
        Key: emailChangeKey(id),
        UpdateExpression: 'ADD misses :one',
        ConditionExpression: 'codeHash = :codeHash AND misses < :most',
        ExpressionAttributeValues: { ':one': 1, ':codeHash': codeHash, ':most': MAX_MISSES },
      });
      return isWritten(documents.send(update));
    },

    /** Uses the code up, for the transaction that does what the code allows. */
    use: (id: string, { codeHash }: EmailChange, madeVersion: number): TransactItems[number] => ({
      Update: {
        TableName: table,
        Key: emailChangeKey(id),
        UpdateExpression: 'SET madeVersion = :madeVersion',
        ConditionExpression:
          'codeHash = :codeHash AND misses < :most AND attribute_not_exists(madeVersion)',
        ExpressionAttributeValues: {
          ':madeVersion': madeVersion,
          ':codeHash': codeHash,
          ':most': MAX_MISSES,
        },
      },
    }),
  };
}

function toEmailChange(item: Readonly<Record<string, unknown>>): EmailChange {
  const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...change } = item;
  // The item was written by `replace`.
  return change as unknown as EmailChange;
}
