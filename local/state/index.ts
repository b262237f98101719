export { createState } from './state.ts';
export type { State } from './state.ts';
export type { Snapshot, Snapshots } from './snapshots.ts';
