import { AwsError, type JsonAction } from '../../aws/index.ts';
import type { BusEvent } from './bus-event.ts';

/** What actions work with. */
export interface EventActionServices {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly take: (event: BusEvent, eventBusName: string) => void;
}

/** One action of the EventBridge API. */
export type EventAction = JsonAction<EventActionServices>;

/** A refusal of what a request holds. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
