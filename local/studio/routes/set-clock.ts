import { allowOnly } from '../read/body.ts';
import { clockState, type ClockState } from './clock.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Body of `POST /_local/clock`: one of the two. */
export interface SetClockInput {
  /** Milliseconds to go ahead. */
  readonly advanceMs?: number;
  /** Back to the machine's time. */
  readonly reset?: true;
}

/** Ten years: dates beyond it are of no use to anybody, and times stay what JavaScript can count. */
const MAX_OFFSET_MS = 10 * 366 * 24 * 60 * 60 * 1_000; // 10 years

/** Sets the clock of everything. */
export const setClock = defineRoute({
  method: 'POST',
  path: '/_local/clock',
  about:
    "Moves the clock of everything on by `advanceMs` of the body, or with `reset: true` back to the machine's. " +
    '`SetClockInput`: `ClockState`.',
  answer({ clock }, { body }): ClockState {
    allowOnly(body, ['advanceMs', 'reset'] satisfies (keyof SetClockInput)[]);
    const { advanceMs, reset } = body;
    if (reset === true && advanceMs === undefined) {
      clock.reset();
      return clockState(clock);
    }
    if (reset !== undefined) {
      throw badRequest(
        'reset of the body is true, and alone; to move the clock on give advanceMs.',
      );
    }
    const isMilliseconds = typeof advanceMs === 'number' && Number.isInteger(advanceMs);
    if (!isMilliseconds || advanceMs <= 0 || clock.offset + advanceMs > MAX_OFFSET_MS) {
      throw badRequest(
        'advanceMs of the body is a whole number above 0; the clock goes ahead, ten years at most. ' +
          'reset: true takes it back.',
      );
    }
    clock.advance(advanceMs);
    return clockState(clock);
  },
});
