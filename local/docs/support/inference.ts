/** A behaviour that AWS's documents leave open. */
export interface Inference {
  readonly what: string;
  /** What the engine does. */
  readonly here: string;
  /** Where that is decided. */
  readonly file: string;
}

type Entry = readonly [what: string, here: string, file: string];

/** Inferences whose files are in one folder. */
export function from(folder: string, entries: readonly Entry[]): readonly Inference[] {
  return entries.map(([what, here, file]) => ({ what, here, file: folder + file }));
}
