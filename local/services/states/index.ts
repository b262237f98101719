export { createStates } from './states.ts';
export type { StartExecution, StatesOptions } from './states.ts';
