/** What a bundle's code costs before it handles the first event. */
export interface Init {
  /** Of the processor, milliseconds. */
  readonly cpu: number;
  /** Resident bytes of the process afterwards. */
  readonly memory: number;
}

/** A function in both bundles, each in new processes taking turns. */
export interface ColdStart {
  readonly name: string;
  /** Bytes of the code. */
  readonly bytes: { readonly deployed: number; readonly naive: number };
  readonly deployed: readonly Init[];
  readonly naive: readonly Init[];
  /** An empty module: what Node itself takes. */
  readonly empty: readonly Init[];
}

/** One each of the functions measured. */
export type ColdStartResults = readonly ColdStart[];
