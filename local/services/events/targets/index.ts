import { events } from './events.ts';
import { lambda } from './lambda.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';
import type { Delivery, Failure, Target, TargetServices } from './target.ts';

/** By the third part of an ARN. */
export const targets: ReadonlyMap<string, Target> = new Map(
  Object.entries({ events, lambda, sns, sqs, states }),
);

/** Brings something to its target: null, or why it does not take it. */
export function deliverTo(delivery: Delivery, services: TargetServices): Failure | null {
  const { arn, sender } = delivery;
  const target = targets.get(arn.split(':')[2] ?? '');
  if (!target) return { code: 'INVALID_PARAMETER', message: `${arn} is not played here.` };
  const refusal = sender.permissions?.refusal(target.action, arn) ?? null;
  if (refusal !== null) return { code: 'NO_PERMISSIONS', message: refusal };
  return target.deliver(delivery, services);
}
