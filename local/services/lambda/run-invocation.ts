import { machineTime, type Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import { answerTooLarge, PAYLOAD_LIMIT, timedOut } from './function-errors.ts';
import type { FunctionWorker, Invocation, RawResult } from './function-worker.ts';
import type { FunctionErrorPayload } from './types.ts';

const INIT_PATIENCE = 10_000; // 10 seconds, Lambda's own limit of the init phase

/**
 * Runs a function once on a worker, which may still be loading its code.
 * @returns null when it was not begun, and another worker may run it
 */
export function runInvocation(
  worker: FunctionWorker,
  invocation: Invocation,
  clock: Clock,
): Promise<RawResult | null> {
  return worker.isReady ? runOn(worker, invocation) : startOn(worker, invocation, clock);
}

async function startOn(
  worker: FunctionWorker,
  invocation: Invocation,
  clock: Clock,
): Promise<RawResult | null> {
  const late = Promise.withResolvers<FunctionErrorPayload>();
  const cancel = machineTime(clock).after(INIT_PATIENCE, () => {
    // What stands still in a debugger is not late.
    if (!isInspected()) late.resolve(timedOut(invocation.requestId, INIT_PATIENCE / 1_000));
  });
  const broken = await Promise.race([late.promise, worker.ready()]);
  cancel();
  if (broken === null) return runOn(worker, invocation);
  await worker.end();
  return { ok: false, error: broken };
}

async function runOn(worker: FunctionWorker, invocation: Invocation): Promise<RawResult | null> {
  const result = await worker.run(invocation);
  // A character has three bytes at most.
  const mayBeTooLarge = result?.ok === true && result.payload.length * 3 > PAYLOAD_LIMIT;
  if (mayBeTooLarge && Buffer.byteLength(result.payload) > PAYLOAD_LIMIT) {
    return { ok: false, error: answerTooLarge() };
  }
  return result;
}
