import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { COUNT_NAMES, countsOf } from '../../model/counts.ts';
import { ADMINS_KEY, STATS_KEY, profileKey } from '../../model/keys.ts';
import { isActiveAdmin } from '../../functions/lib/admins.ts';
import { transact } from '../../functions/lib/transaction.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { Target } from './target.ts';

/** What one of the items about the whole directory says otherwise than the records. */
export type DirectoryDifference =
  /** Not counted among those of whom one must remain: others may be kept from leaving. */
  | { readonly kind: 'adminNotListed'; readonly id: string }
  /** Still counted among them: the last active administrator could leave. */
  | { readonly kind: 'listedNoAdmin'; readonly id: string }
  | { readonly kind: 'miscounted'; readonly id: 'userStats'; readonly fields: readonly string[] };

/** What the records add up to. */
export type Tally = ReturnType<typeof createTally>;

/** Adds up records one by one: who is an active administrator, and how many there are of each kind. */
export function createTally() {
  const admins = new Set<string>();
  const counts = new Map<string, number>();
  return {
    admins: admins as ReadonlySet<string>,
    counts: counts as ReadonlyMap<string, number>,
    add(user: UserRecord) {
      if (isActiveAdmin(user)) admins.add(user.id);
      for (const name of countsOf(user.status, user.role)) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    },
  };
}

/** Compares the list of active administrators and the counts with all records. */
export async function* findDirectoryDifferences(
  target: Target,
  tally: Tally,
): AsyncGenerator<DirectoryDifference> {
  const listed = await readAdmins(target);
  for (const id of [...tally.admins].filter((admin) => !listed.has(admin))) {
    if (await isListedWrongly(target, id)) yield { kind: 'adminNotListed', id };
  }
  for (const id of [...listed].filter((admin) => !tally.admins.has(admin))) {
    if (await isListedWrongly(target, id)) yield { kind: 'listedNoAdmin', id };
  }
  const stats = await readItem(target, STATS_KEY);
  const fields = COUNT_NAMES.filter((name) => (stats[name] ?? 0) !== (tally.counts.get(name) ?? 0));
  if (fields.length > 0) yield { kind: 'miscounted', id: 'userStats', fields };
}

/** Reads both sides again, as somebody may have come or gone since the records were listed. */
async function isListedWrongly(target: Target, id: string): Promise<boolean> {
  const user = await target.services.repository.get(id);
  const isListed = (await readAdmins(target)).has(id);
  return isListed !== (user !== null && isActiveAdmin(user));
}

const readAdmins = async (target: Target): Promise<ReadonlySet<string>> =>
  new Set((await readItem(target, ADMINS_KEY))['ids'] as ReadonlySet<string> | undefined);

async function readItem({ documents, table }: Target, Key: Record<string, string>) {
  const get = new GetCommand({ TableName: table, Key, ConsistentRead: true });
  return (await documents.send(get)).Item ?? {};
}

const IS_ADMIN = '#role = :admin AND #status = :active';

/** Enters or strikes one id, if the record still wants it; false when it does not. */
export async function mendAdmins(
  { documents, table }: Target,
  { kind, id }: Exclude<DirectoryDifference, { readonly kind: 'miscounted' }>,
): Promise<boolean> {
  const wanted = kind === 'adminNotListed';
  const check = {
    TableName: table,
    Key: profileKey(id),
    ConditionExpression: wanted ? IS_ADMIN : `attribute_not_exists(pk) OR NOT (${IS_ADMIN})`,
    ExpressionAttributeNames: { '#role': 'role', '#status': 'status' },
    ExpressionAttributeValues: { ':admin': 'ADMIN', ':active': 'ACTIVE' },
  };
  const update = {
    TableName: table,
    Key: ADMINS_KEY,
    UpdateExpression: wanted ? 'ADD ids :ids' : 'DELETE ids :ids',
    ExpressionAttributeValues: { ':ids': new Set([id]) },
  };
  const items = [{ ConditionCheck: check }, { Update: update }];
  return (await transact(documents, items)).length === 0;
}
