/** Where what can be made again is kept: in the node_modules that this package is in, or is beside. */
export const CACHE_FOLDER: string;
