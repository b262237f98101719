import type { Clock } from '../../../functions/lib/clock.ts';

/** So many a second, and no more at once: a bucket that fills by the moment. */
export interface Rate {
  /** Takes as many; false when there are fewer, and takes none then. */
  take(many?: number): boolean;
}

/** As full as it can be at first. */
export function createRate(perSecond: number, clock: Clock): Rate {
  let left = perSecond;
  let at = clock.now();
  return {
    take(many = 1) {
      const now = clock.now();
      left = Math.min(perSecond, left + ((now - at) / 1000) * perSecond);
      at = now;
      if (left < many) return false;
      left -= many;
      return true;
    },
  };
}
