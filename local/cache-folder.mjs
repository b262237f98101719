import { basename, dirname, join } from 'node:path';

const parent = dirname(import.meta.dirname);

/** Where what can be made again is kept: in the node_modules that this package is in, or is beside. */
export const CACHE_FOLDER =
  basename(parent) === 'node_modules'
    ? join(parent, '.cache')
    : join(parent, 'node_modules/.cache');
