/** One first start, beside the synthesis that it cannot do without. Seconds, and bytes. */
export interface FirstStart {
  /** `cdk synth` alone, its process included. */
  readonly synthesis: number;
  /** From the start of the process until it is ready, with the people of the seed. */
  readonly ready: number;
  /** What of it the engine says that it took: synthesis, seed ... */
  readonly steps: Readonly<Record<string, number>>;
  /** From the start of the process until the page at `/` answers. */
  readonly page: number;
  readonly memoryWhenReady: number;
  /** A little later: threads that only the seed wanted are gone. */
  readonly memoryLater: number;
  /** The next start, nothing changed. */
  readonly next: number;
}

/** In the order they were measured. */
export type FirstStartResults = readonly FirstStart[];
