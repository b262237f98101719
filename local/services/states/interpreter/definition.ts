export type { State, StatesDefinition } from '../../../assembly/model.ts';
