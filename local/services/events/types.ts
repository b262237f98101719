/** What an event is made of. */
export interface EventParts {
  readonly detailType: string;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/**
 * Gives an event to a bus, whose rules bring it on.
 * @param eventBus name or ARN
 * @returns the event's id
 */
export type TakeEvent = (event: EventParts, eventBus?: string) => string;
