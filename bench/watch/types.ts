/** What was saved. */
export const SAVED = ['resolver', 'function', 'schema'] as const;

/** One of them. */
export type Saved = (typeof SAVED)[number];

/** Milliseconds from the save until the first answer that is new, one of each save. */
export type WatchResults = Readonly<Record<Saved, readonly number[]>>;
