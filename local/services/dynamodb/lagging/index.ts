export { createLaggingIndexes } from './lagging-indexes.ts';
export type { LaggingIndexes } from './lagging-indexes.ts';
