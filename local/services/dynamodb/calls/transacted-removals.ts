import type { ApiOutput } from '../api-client.ts';
import { ApiException } from '../api-exception.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { asConditionCheck, heldTo, removesOnly } from './existence.ts';
import { reasonsAsAsked } from './failed-checks.ts';
import { ATTEMPTS } from './guards.ts';
import type { SentTransactions } from './sent-transactions.ts';
import type { Send } from './types.ts';

/** Name of the key attribute that a table is partitioned by. */
type PartitionKeyOf = (tableName: unknown) => Promise<string | null>;

/** Whether updates of a transaction only take away, which makes no items. */
export const transactsRemovals = ({ TransactItems }: CallInput): boolean =>
  listOf(TransactItems).some((entry) => removesOnly(recordOf(recordOf(entry).Update)));

/**
 * Runs a TransactWriteItems of which updates only take away: each is held to its item being there, and
 * becomes a check of its condition where there is none.
 */
export async function transactRemovals(
  input: CallInput,
  { partitionKeyOf, transactions }: Around,
  send: Send,
): Promise<ApiOutput> {
  const repeated = transactions.find(input);
  if (repeated) return send('TransactWriteItems', repeated);
  const removals = await Promise.all(
    listOf(input.TransactItems).map((entry) => removalOf(entry, partitionKeyOf)),
  );
  const missing = new Set<number>();
  for (let attempt = 1; ; attempt += 1) {
    const TransactItems = listOf(input.TransactItems).map((entry, index) => {
      const removal = removals[index];
      return removal?.[missing.has(index) ? 'missing' : 'there'] ?? entry;
    });
    transactions.remember(input, { ...input, TransactItems });
    try {
      return await send('TransactWriteItems', { ...input, TransactItems });
    } catch (error) {
      // It may be done after all when there is no answer.
      if (!(error instanceof ApiException)) throw error;
      transactions.forget(input);
      const reasons = listOf(error.body.CancellationReasons).map(recordOf);
      if (attempt === ATTEMPTS || !hasTurned(reasons, removals, missing))
        throw reasonsAsAsked(error, reasons, (index) => removals[index]?.wantsItem === false);
    }
  }
}

interface Around {
  readonly partitionKeyOf: PartitionKeyOf;
  readonly transactions: SentTransactions;
}

interface Removal {
  readonly there: CallInput;
  readonly missing: CallInput;
  readonly wantsItem: boolean;
}

async function removalOf(entry: unknown, partitionKeyOf: PartitionKeyOf): Promise<Removal | null> {
  const update = recordOf(recordOf(entry).Update);
  const key = removesOnly(update) ? await partitionKeyOf(update.TableName) : null;
  if (key === null) return null;
  const [there, missing] = [heldTo(true, update, key), heldTo(false, update, key)];
  if (!there || !missing) return null;
  return {
    there: { Update: there },
    missing: { ConditionCheck: asConditionCheck(missing) },
    wantsItem: update.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

/** Notes which items are there other than was taken for granted; false when none is. */
function hasTurned(
  reasons: readonly CallInput[],
  removals: readonly (Removal | null)[],
  missing: Set<number>,
): boolean {
  let turned = false;
  for (const [index, { Code, Item }] of reasons.entries()) {
    const isMissing = Item === undefined;
    if (!removals[index] || Code !== 'ConditionalCheckFailed') continue;
    if (missing.has(index) === isMissing) continue;
    if (isMissing) missing.add(index);
    else missing.delete(index);
    turned = true;
  }
  return turned;
}
