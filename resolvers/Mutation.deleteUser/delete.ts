import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { actorName } from '../lib/authorize.ts';
import type { DeleteStash } from '../lib/delete-stash.ts';
import { internalError, lastAdmin, notFound, versionConflict } from '../lib/errors.ts';
import {
  adminsKey,
  emailChangeKey,
  historyKey,
  lockKey,
  profileKey,
  type UserItem,
} from '../lib/user-item.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** Place of `leaveAdmins` in the transaction. */
const ADMINS = 4;

interface Cancelled {
  cancellationReasons?: { type: string; item?: { version: number } | null }[] | null;
}

export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { user } = ctx.stash as DeleteStash;
  const table = ctx.env.USERS_TABLE ?? '';
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table,
        operation: 'DeleteItem',
        key: profileKey(user.id),
        condition: {
          expression: 'version = :version',
          expressionValues: util.dynamodb.toMapValues({ ':version': user.version }),
          returnValuesOnConditionCheckFailure: true,
        },
      },
      {
        table,
        operation: 'DeleteItem',
        key: lockKey(user.email),
        condition: {
          expression: 'attribute_not_exists(pk) OR id = :id',
          expressionValues: util.dynamodb.toMapValues({ ':id': user.id }),
          returnValuesOnConditionCheckFailure: false,
        },
      },
      tombstone(ctx, user),
      { table, operation: 'DeleteItem', key: emailChangeKey(user.id) },
      ...(user.role === 'ADMIN' && user.status === 'ACTIVE' ? [leaveAdmins(table, user.id)] : []),
    ],
  };
}

export function response(ctx: Context) {
  if (!ctx.error) return ctx.result as unknown;
  const { user } = ctx.stash as DeleteStash;
  const [record, ...others] = (ctx.result as Cancelled | null)?.cancellationReasons ?? [];
  if (!record) internalError(ctx);
  if (isConditionFailed(record.type)) {
    if (record.item) versionConflict(record.item.version);
    notFound();
  }
  // Another transaction is at this user right now: as good as a change between read and delete.
  if ([record, ...others].some(({ type }) => type === 'TransactionConflict')) {
    versionConflict(user.version);
  }
  if (isConditionFailed(others[ADMINS - 1]?.type)) lastAdmin();
  internalError(ctx);
}

function isConditionFailed(type: string | undefined): boolean {
  return type === 'ConditionalCheckFailed' || type === 'ConditionCheckFailed';
}

/** As functions/lib/admins.ts does it: off the list of active administrators if another is on it. */
function leaveAdmins(table: string, id: string): TransactItem {
  return {
    table,
    operation: 'UpdateItem',
    key: adminsKey(),
    update: {
      expression: 'DELETE ids :ids',
      expressionValues: { ':ids': util.dynamodb.toStringSet([id]) },
    },
    condition: {
      expression: 'size(ids) > :one OR (size(ids) = :one AND NOT contains(ids, :id))',
      expressionValues: util.dynamodb.toMapValues({ ':one': 1, ':id': id }),
      returnValuesOnConditionCheckFailure: false,
    },
  };
}

/** That the record ended, and by whom; nothing of what was in it. */
function tombstone(ctx: Context, { id, version }: UserItem): TransactItem {
  const { actor } = ctx.stash as DeleteStash;
  return {
    table: ctx.env.USERS_TABLE ?? '',
    operation: 'PutItem',
    key: historyKey(id, version + 1),
    attributeValues: util.dynamodb.toMapValues({
      type: 'DELETED',
      version: version + 1,
      actor: actorName(actor),
      at: util.time.nowISO8601(),
      changes: [],
    }),
    condition: {
      expression: 'attribute_not_exists(pk)',
      returnValuesOnConditionCheckFailure: false,
    },
  };
}
