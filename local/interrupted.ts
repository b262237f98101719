/** What shells say of a process that a signal ended. */
export const EXIT_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Signals that ask to end. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal during the start: exits as it asks, once what was started is stopped. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('The start was interrupted');
    this.exitCode = exitCode;
  }
}
