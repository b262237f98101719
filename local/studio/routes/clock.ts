import type { AdjustableClock } from '../../shared/adjustable-clock.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/clock`. */
export interface ClockState {
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly now: number;
  /** Milliseconds that it is ahead of the machine's. */
  readonly offsetMs: number;
}

/** The engine's time. */
export const clock = defineRoute({
  method: 'GET',
  path: '/_local/clock',
  about:
    "The time by the engine's clock, and how far that is ahead of the machine's: `ClockState`.",
  answer: ({ clock: engineClock }): ClockState => clockState(engineClock),
});

/** What a clock says. */
export const clockState = (of: AdjustableClock): ClockState => ({
  now: of.now(),
  offsetMs: of.offset,
});
