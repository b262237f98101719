import { onTestFinished } from 'vitest';

/** What is to be done when the test at hand is over, last first. */
export const cleanups = {
  /** Each test that calls this, or whose `beforeEach` does, has it done once. */
  push(cleanup: () => Promise<unknown>): void {
    onTestFinished(async () => {
      await cleanup();
    });
  },
};
