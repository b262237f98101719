import { randomUUID } from 'node:crypto';
import type { ApiOutput } from '../api-client.ts';
import { ApiException } from '../api-exception.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { cancelled, exceptionOf, invalid } from '../rules/refusal.ts';
import { asAsked, isFailedCheck, reasonsAsAsked } from './failed-checks.ts';
import { ATTEMPTS } from './guards.ts';
import {
  BAD_PATH,
  elementUpdateOf,
  fit,
  type ElementUpdate,
  type Fitted,
} from './list-elements.ts';
import type { SentTransactions } from './sent-transactions.ts';
import type { Send } from './types.ts';

/** Whether a call writes elements of lists, which is not sent as it is. */
export function writesElements(operation: string, input: CallInput): boolean {
  if (operation === 'UpdateItem') return elementUpdateOf(input) !== null;
  return operation === 'TransactWriteItems' && transactedUpdates(input).some(Boolean);
}

/** Runs an UpdateItem that writes elements of lists. */
export async function updateElements(input: CallInput, send: Send): Promise<ApiOutput> {
  const update = elementUpdateOf(input);
  if (!update) return send('UpdateItem', input);
  for (let attempt = 1; ; attempt += 1) {
    const fitted = await fitNow(update, send);
    if (!fitted) throw exceptionOf(invalid(BAD_PATH), randomUUID());
    try {
      return await send('UpdateItem', fitted.input);
    } catch (error) {
      if (!isFailedCheck(error)) throw error;
      if (attempt < ATTEMPTS && !fitted.isStill(error.body.Item)) continue;
      throw asAsked(error, input);
    }
  }
}

/** Runs a TransactWriteItems of which updates write elements of lists. */
export async function transactElements(
  input: CallInput,
  send: Send,
  transactions: SentTransactions,
): Promise<ApiOutput> {
  const repeated = transactions.find(input);
  if (repeated) return send('TransactWriteItems', repeated);
  const updates = transactedUpdates(input);
  for (let attempt = 1; ; attempt += 1) {
    const fits = await Promise.all(updates.map(async (update) => update && fitNow(update, send)));
    const isBad = updates.map((update, index) => update !== null && !fits[index]);
    if (isBad.includes(true)) {
      throw exceptionOf(cancelled(isBad.map((bad) => (bad ? BAD_PATH : null))), randomUUID());
    }
    const fitted = withUpdates(input, fits);
    transactions.remember(input, fitted);
    try {
      return await send('TransactWriteItems', fitted);
    } catch (error) {
      // It may be done after all when there is no answer.
      if (!(error instanceof ApiException)) throw error;
      transactions.forget(input);
      const reasons = listOf(error.body.CancellationReasons).map(recordOf);
      if (attempt < ATTEMPTS && hasChanged(reasons, fits)) continue;
      throw reasonsAsAsked(error, reasons, (index) => {
        const update = updates[index];
        return update ? update.input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD' : false;
      });
    }
  }
}

async function fitNow(update: ElementUpdate, send: Send): Promise<Fitted | null> {
  const { TableName, Key } = update.input;
  const { Item } = await send('GetItem', { TableName, Key, ConsistentRead: true });
  return fit(update, recordOf(Item));
}

function transactedUpdates({ TransactItems }: CallInput): (ElementUpdate | null)[] {
  return listOf(TransactItems).map((entry) => elementUpdateOf(recordOf(recordOf(entry).Update)));
}

function withUpdates(input: CallInput, fits: readonly (Fitted | null)[]): CallInput {
  const TransactItems = listOf(input.TransactItems).map((entry, index) => {
    const fitted = fits[index];
    return fitted ? { Update: fitted.input } : entry;
  });
  return { ...input, TransactItems };
}

function hasChanged(reasons: readonly CallInput[], fits: readonly (Fitted | null)[]): boolean {
  return reasons.some(
    ({ Code, Item }, index) =>
      Code === 'ConditionalCheckFailed' && fits[index]?.isStill(Item) === false,
  );
}
