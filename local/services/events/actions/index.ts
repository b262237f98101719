import type { EventAction } from '../action.ts';
import { PutEvents } from './PutEvents.ts';
import { TestEventPattern } from './TestEventPattern.ts';

/** By the name after `AWSEvents.` in X-Amz-Target. */
export const actions: ReadonlyMap<string, EventAction> = new Map(
  Object.entries({ PutEvents, TestEventPattern }),
);
