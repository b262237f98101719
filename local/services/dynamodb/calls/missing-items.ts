import type { ApiOutput } from '../api-client.ts';
import type { CallInput } from '../request-context.ts';
import { check } from './condition-check.ts';
import { heldTo, isConditional, removesOnly } from './existence.ts';
import { asAsked, isFailedCheck } from './failed-checks.ts';
import { ATTEMPTS } from './guards.ts';
import type { Send } from './types.ts';

/**
 * Whether an UpdateItem has to know if its item is there: the engine behind makes one that is only taken
 * from, and answers the old values of a new one with its key.
 */
export const asksExistence = (input: CallInput): boolean =>
  input.ReturnValues === 'ALL_OLD' || removesOnly(input);

/** Runs an UpdateItem that has to know if its item is there, held to either in turn. */
export async function updateKnowing(
  input: CallInput,
  partitionKey: string,
  send: Send,
): Promise<ApiOutput> {
  const there = heldTo(true, input, partitionKey);
  const missing = heldTo(false, input, partitionKey);
  if (!there || !missing) return send('UpdateItem', input);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send('UpdateItem', there);
    } catch (error) {
      // With an item it is the condition of the caller that fails.
      if (!isFailedCheck(error) || error.body.Item !== undefined) throw asAsked(error, input);
    }
    try {
      return await updateMissing(input, missing, send);
    } catch (error) {
      const isThereNow =
        isFailedCheck(error) && (error.body.Item !== undefined || !isConditional(input));
      if (!isThereNow || attempt === ATTEMPTS) throw asAsked(error, input);
    }
  }
}

/** An update of an item that is not there. */
async function updateMissing(input: CallInput, held: CallInput, send: Send): Promise<ApiOutput> {
  if (!removesOnly(input)) {
    const { Attributes, ...output } = await send('UpdateItem', held);
    return output;
  }
  if (isConditional(input)) await check(held, send);
  const { TableName, ReturnConsumedCapacity: asked } = input;
  const isAsked = asked === 'TOTAL' || asked === 'INDEXES';
  return isAsked ? { ConsumedCapacity: { TableName, CapacityUnits: 1 } } : {};
}
