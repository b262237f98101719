export { createState } from './state.ts';
export type { Snapshot, Snapshots } from './snapshots.ts';
