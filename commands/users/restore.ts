import { SYSTEM_ACTOR } from '../../model/actors.ts';
import { lockKey } from '../../model/keys.ts';
import { enterAdmins, isActiveAdmin } from '../../functions/lib/admins.ts';
import { readHistory } from '../../functions/lib/history-items.ts';
import { toItem } from '../../functions/lib/item.ts';
import { findTombstone } from '../../functions/lib/tombstone.ts';
import type { TransactItems } from '../../functions/lib/transaction.ts';
import { transact } from '../../functions/lib/transaction.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { INTERRUPTED, untilAborted } from './interruption.ts';
import type { RestoreFlags } from './options.ts';
import { openSource, type RestoreSource } from './restore-source.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/**
 * Brings back whom another table has and this one lost, such as a table that was restored to a moment
 * before: record, lock of the address, history, place on the list of administrators; or whom a file of
 * `export` has, without histories. Whoever is there is left alone, and whom somebody deleted, too, unless
 * `deleted`. Prints ids; answers the exit code.
 * @param signal ends it after the one under way
 */
export async function restore(
  target: Target,
  flags: RestoreFlags,
  { out, err }: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const counts = { restored: 0, refused: 0, deleted: 0 };
  const source = await openSource(target, flags.from);
  for await (const record of untilAborted(source.records(), signal)) {
    if (await target.services.repository.get(record.id)) continue;
    if (!flags.deleted && (await wasDeletedByHand(target, record.id))) {
      counts.deleted += 1;
      continue;
    }
    const refused = flags.dryRun ? null : await bringBack(target, source, record);
    counts[refused === null ? 'restored' : 'refused'] += 1;
    say(out, `${record.id}\t${refused ?? (flags.dryRun ? 'missing' : 'restored')}`);
  }
  const { restored, refused, deleted } = counts;
  const done = flags.dryRun ? 'missing' : 'restored';
  say(err, `${restored} ${done}, ${refused} refused, ${deleted} deleted by somebody and left so`);
  if (signal.aborted) {
    say(err, 'Broken off. Run the same again.');
    return INTERRUPTED;
  }
  return refused === 0 ? 0 : 1;
}

/** By somebody through the API; what vanished otherwise, the system says of itself. */
async function wasDeletedByHand({ documents, table }: Target, id: string): Promise<boolean> {
  const tombstone = await findTombstone(documents, table, id);
  return tombstone !== null && tombstone['actor'] !== SYSTEM_ACTOR;
}

/** Null, or why not. */
async function bringBack(
  { documents, table }: Target,
  source: RestoreSource,
  record: UserRecord,
): Promise<string | null> {
  const { id } = record;
  const known = await readHistory(documents, table, id);
  // Above what subscribers and the history have heard of: that the record vanished is a version, too.
  const version = Math.max(record.version, ...known.map((entry) => entry.version)) + 1;
  await source.copyHistory(id);
  const failed = await transact(documents, comeBack(table, { ...record, version }));
  if (failed.includes(1)) return 'another user has the e-mail address';
  return failed.length === 0 ? null : 'somebody else made the record meanwhile';
}

function comeBack(table: string, user: UserRecord): TransactItems {
  return [
    {
      Put: {
        TableName: table,
        Item: toItem(user),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: table,
        Item: { ...lockKey(user.email), id: user.id },
        ConditionExpression: 'attribute_not_exists(pk) OR id = :id',
        ExpressionAttributeValues: { ':id': user.id },
      },
    },
    ...(isActiveAdmin(user) ? [enterAdmins(table, user.id)] : []),
  ];
}
