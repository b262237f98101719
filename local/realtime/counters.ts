import type { RealtimeStats } from './types.ts';

/** The counters behind `stats()`; the present numbers come from the tables themselves. */
export type Counters = {
  -readonly [Name in Exclude<keyof RealtimeStats, 'connections' | 'subscriptions'>]: number;
};

/** Counters at zero. */
export function createCounters(): Counters {
  return {
    connectionsRefused: 0,
    subscriptionsRefused: 0,
    eventsPublished: 0,
    messagesDelivered: 0,
    payloadsDropped: 0,
    slowConnectionsClosed: 0,
    subscriptionsInvalidated: 0,
  };
}
