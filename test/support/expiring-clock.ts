import type { Clock } from 'appsync-on-a-laptop/clock';
import { systemClock } from 'appsync-on-a-laptop/clock';

/** The system's time, whose waits a test may cut short. */
export interface ExpiringClock extends Clock {
  /**
   * Ends every wait that was begun for this long, and leaves the time alone.
   * @param less milliseconds by which a wait may be shorter: part of the time was over as it began. @default 0
   */
  expire(ms: number, less?: number): void;
}

/** @param skipped waits of these lengths pass at once */
export function createExpiringClock(skipped: readonly number[] = []): ExpiringClock {
  const waits = new Set<{ readonly ms: number; end(): void }>();
  return {
    now: systemClock.now,
    after(ms, callback) {
      const stop = () => {
        cancel();
        waits.delete(wait);
      };
      const wait = {
        ms,
        end() {
          stop();
          callback();
        },
      };
      const cancel = systemClock.after(skipped.includes(ms) ? 0 : ms, () => wait.end());
      waits.add(wait);
      return stop;
    },
    expire(ms, less = 0) {
      const isMeant = (one: { readonly ms: number }) => one.ms <= ms && one.ms >= ms - less;
      for (const wait of [...waits].filter(isMeant)) wait.end();
    },
  };
}
