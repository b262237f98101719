import type { FaultState } from '../../faults/index.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/faults`. */
export interface FaultList {
  /** In the order that they are asked in. */
  readonly rules: readonly FaultState[];
}

/** What is made to fail. */
export const faults = defineRoute({
  method: 'GET',
  path: '/_local/faults',
  about: 'The rules by which calls fail or wait, and how many calls each met: `FaultList`.',
  answer: ({ faults: set }): FaultList => ({ rules: set.rules }),
});
