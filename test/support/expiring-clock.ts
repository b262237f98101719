import type { Clock } from 'appsync-on-a-laptop/clock';
import { systemClock } from 'appsync-on-a-laptop/clock';

/** The system's time, whose waits a test may cut short. */
export interface ExpiringClock extends Clock {
  /** Ends every wait that was begun for this long, and leaves the time alone. */
  expire(ms: number): void;
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
    expire(ms) {
      for (const wait of [...waits].filter((one) => one.ms === ms)) wait.end();
    },
  };
}
