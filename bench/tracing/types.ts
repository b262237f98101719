import type { Field } from '../app/fields.ts';

/** Two engines: one that remembers its requests, as `npm start` does, and one that does not. */
export const ENGINES = ['on', 'off'] as const;

/** Which of the two. */
export type Engine = (typeof ENGINES)[number];

/** Fields that both are asked for. */
export const TRACED_FIELDS = ['none', 'item', 'lambda'] as const satisfies readonly Field[];

/** One measurement of one engine. */
export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds of processor time for each request: what a busy machine changes less. */
  readonly cpu: number;
}

/** Both engines, one after the other. */
export type TracingRound = Readonly<
  Record<(typeof TRACED_FIELDS)[number], Readonly<Record<Engine, Load>>>
>;

/** What the part has measured. */
export interface TracingResults {
  readonly rounds: readonly TracingRound[];
  /** Bytes after the load. */
  readonly memory: Readonly<Record<Engine, number>>;
}
