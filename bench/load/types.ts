import type { Exchange } from '../app/fields.ts';

/** One measurement: so many clients, each sending its next request when it has the last answer. */
export interface LoadTask {
  readonly url: string;
  readonly token: string;
  readonly exchanges: readonly Exchange[];
  readonly clients: number;
  /** Seconds that do not count. */
  readonly warmUp: number;
  /** Seconds that do. */
  readonly seconds: number;
}

/** What came of it. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers with another status or body than the right one. */
  readonly wrong: number;
  /** The first of them. */
  readonly firstWrong: string | null;
  /** Connections that the server closed under way; their requests were sent again. */
  readonly dropped: number;
  /** How much of the time the load generator itself was at work, 0 to 1. */
  readonly generatorBusy: number;
}
