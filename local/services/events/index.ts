export { createEvents } from './events.ts';
export type { EventsOptions } from './events.ts';
export { entriesProblem, putEvents } from './put-events.ts';
export type { EventEntry } from './put-events.ts';
export { notifyTarget } from './targets/notify-target.ts';
export { invokeFor } from './targets/lambda.ts';
export type { Failure } from './targets/target.ts';
export type { EventParts, TakeEvent } from './types.ts';
export { tracedDelivery } from './traced-delivery.ts';
