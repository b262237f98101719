/** What Node 24 is started with for an engine that takes little memory. */
export const START_FLAGS: readonly string[];

/** The version of Node that knows them. */
export const FLAGS_MAJOR: number;
