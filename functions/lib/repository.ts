import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { lockKey, PERSON_CONDITION, personValues, requestKey } from '../../model/keys.ts';
import { personOf } from '../../model/sign-ins.ts';
import { adminsUpdate, enterAdmins, isActiveAdmin } from './admins.ts';
import type { Clock } from './clock.ts';
import { createEmailChanges } from './email-changes.ts';
import { readHistoryPage } from './history-items.ts';
import { createInvitations } from './invitations.ts';
import { isId, removeLock, toItem } from './item.ts';
import { purge } from './purge.ts';
import type { Tombstone } from './removal.ts';
import { remove } from './removal.ts';
import { createSignIns } from './sign-ins.ts';
import { findTombstone } from './tombstone.ts';
import type { TransactItems } from './transaction.ts';
import { transact } from './transaction.ts';
import { updateExpression } from './update-expression.ts';
import type { UserRecord } from './user.ts';
import { toUserRecord } from './user.ts';

/** A create that was asked for with a token, so that its repeat can be known. */
export interface RequestRecord {
  readonly userId: string;
  /** Of the validated input; tells a repeat from another request with the same token. */
  readonly inputHash: string;
}

/** By whom and by which token a request is known again. */
export interface RequestId {
  readonly actorId: string;
  readonly token: string;
}

/** What became of a new record. `userExists`: the id has one; `requestExists`: the token was used. */
export type CreateOutcome = 'created' | 'emailLocked' | 'userExists' | 'requestExists';
/** What became of a change; nothing is written but when it is `updated`. */
export type UpdateOutcome = 'updated' | 'emailLocked' | 'versionChanged' | 'lastAdmin' | 'refused';

/** The Users table, as `createRepository` makes it. */
export type Repository = ReturnType<typeof createRepository>;

/** What the repository needs. */
export interface RepositoryOptions {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
}

const REQUEST_LIFE_SECONDS = 24 * 60 * 60;

const ABSENT = 'attribute_not_exists(pk)';

/** The Users table. Every read is consistent: what follows is decided by it. */
export function createRepository(options: RepositoryOptions) {
  const { documents, table, clock } = options;
  const nowSeconds = () => Math.floor(clock.now() / 1000);
  const read = async (Key: Record<string, string>) =>
    (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;

  return {
    emailChanges: createEmailChanges(options),
    invitations: createInvitations(options),
    signIns: createSignIns(options),

    /** The record, with the last sign-in. */
    async get(id: string): Promise<UserRecord | null> {
      const item = isId(id) ? personOf(await readPerson(documents, table, id)) : null;
      return item && toUserRecord(item);
    },

    /** Whether there was a record that has been deleted. */
    async wasDeleted(id: string): Promise<boolean> {
      return (await findTombstone(documents, table, id)) !== null;
    },

    /** The id of the user who holds an e-mail address, or null. */
    async lockOwner(email: string): Promise<string | null> {
      const item = await read(lockKey(email));
      return item ? (item as { id: string }).id : null;
    },

    /** An expired request counts as forgotten even before DynamoDB removes it. */
    async findRequest({ actorId, token }: RequestId): Promise<RequestRecord | null> {
      const item = await read(requestKey(actorId, token));
      const request = item as (RequestRecord & { expiresAt: number }) | undefined;
      return request && request.expiresAt > nowSeconds() ? request : null;
    },

    async create(
      user: UserRecord,
      request: { readonly id: RequestId; readonly inputHash: string } | null,
    ): Promise<CreateOutcome> {
      const items: TransactItems = [
        { Put: { TableName: table, Item: toItem(user), ConditionExpression: ABSENT } },
        putLock(table, user),
      ];
      if (request) items.push(putRequest(table, user.id, request, nowSeconds()));
      if (isActiveAdmin(user)) items.push(enterAdmins(table, user.id));
      return createOutcome(await transact(documents, items));
    },

    /**
     * Ends the record, if it still has `user`'s version and an administrator remains, and says in the
     * history by whom and when.
     */
    remove: (user: UserRecord, tombstone: Tombstone) => remove(documents, table, user, tombstone),

    historyPage: (id: string, after: number, maxBytes: number) =>
      readHistoryPage(documents, table, id, after, maxBytes),

    /** Removes all history but that the user was deleted; false when that is not so. */
    purge: (id: string) => purge(documents, table, id, nowSeconds()),

    /**
     * Writes what differs, if the record still has `before`'s version and an administrator remains;
     * `refused` when a condition of `along` fails, which is written with it.
     */
    async update(
      before: UserRecord,
      after: UserRecord,
      along: TransactItems = [],
    ): Promise<UpdateOutcome> {
      const update = { TableName: table, ...updateExpression(before, after) };
      const locks =
        before.email === after.email ? [] : [removeLock(table, before), putLock(table, after)];
      const admins = adminsUpdate(table, before, after);
      const others = [...locks, ...along, ...(admins ? [admins] : [])];
      if (others.length === 0) return updateAlone(documents, update);
      const failed = await transact(documents, [{ Update: update }, ...others]);
      if (failed.length === 0) return 'updated';
      if (failed.includes(0) || (locks.length > 0 && failed.includes(1))) return 'versionChanged';
      if (locks.length > 0 && failed.includes(2)) return 'emailLocked';
      return failed.some((index) => index <= locks.length + along.length) ? 'refused' : 'lastAdmin';
    },
  };
}

async function readPerson(documents: DynamoDBDocumentClient, table: string, id: string) {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: PERSON_CONDITION,
      ExpressionAttributeValues: personValues(id),
      ConsistentRead: true,
    }),
  );
  return Items;
}

function createOutcome(failed: readonly number[]): CreateOutcome {
  if (failed.length === 0) return 'created';
  if (failed.includes(2)) return 'requestExists';
  return failed.includes(1) ? 'emailLocked' : 'userExists';
}

/**
 * The SDK repeats a write whose answer was lost. The repeat fails then, on the version that the write
 * itself has made, which the mark of this write on the record tells from a lost race. (A transaction
 * needs none: the SDK gives it a token, and DynamoDB knows the repeat.)
 */
async function updateAlone(
  documents: DynamoDBDocumentClient,
  update: ReturnType<typeof updateExpression> & { readonly TableName: string },
): Promise<UpdateOutcome> {
  const mark = randomBytes(9).toString('base64url');
  const marked = new UpdateCommand({
    ...update,
    UpdateExpression: update.UpdateExpression.replace('SET ', 'SET writeMark = :writeMark, '),
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':writeMark': mark },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await documents.send(marked);
    return 'updated';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.['writeMark']?.S === mark ? 'updated' : 'versionChanged';
  }
}

const putLock = (table: string, user: UserRecord) => ({
  Put: {
    TableName: table,
    Item: { ...lockKey(user.email), id: user.id },
    ConditionExpression: ABSENT,
  },
});

const putRequest = (
  table: string,
  userId: string,
  request: { readonly id: RequestId; readonly inputHash: string },
  now: number,
) => ({
  Put: {
    TableName: table,
    Item: {
      ...requestKey(request.id.actorId, request.id.token),
      userId,
      inputHash: request.inputHash,
      expiresAt: now + REQUEST_LIFE_SECONDS,
    },
    ConditionExpression: `${ABSENT} OR expiresAt <= :now`,
    ExpressionAttributeValues: { ':now': now },
  },
});
