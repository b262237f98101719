export { createFaults } from './faults.ts';
export type { Faults } from './faults.ts';
export { FAULT_KINDS, FAULTY_SERVICES } from './types.ts';
export type {
  FailureKind,
  FaultKind,
  FaultPoint,
  FaultRule,
  FaultState,
  FaultyService,
  ServiceFailure,
} from './types.ts';
