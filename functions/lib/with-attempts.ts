import { backOff, type Clock } from './clock.ts';

/** How often something is tried, and when once more. */
export interface Attempts {
  readonly attempts: number;
  readonly clock: Pick<Clock, 'wait'>;
  /** Whether what failed may go through the next time. */
  readonly mayPass: (error: unknown) => boolean;
}

/**
 * Asks a service until it does what is asked, with growing pauses in between: longer ones than at a table, as the rates
 * of services are by the second.
 * @throws what the last attempt threw
 */
export async function withAttempts<Result>(
  { attempts, clock, mayPass }: Attempts,
  run: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !mayPass(error)) throw error;
      await backOff(clock, attempt + 2);
    }
  }
}
