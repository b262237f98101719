export { within } from './pause.ts';
export { languages } from './query/index.ts';
export { runStates } from './run-states.ts';
export type { CallTask, WatchState } from './scope.ts';
export { StateError } from './state-error.ts';
