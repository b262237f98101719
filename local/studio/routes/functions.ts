import type { FunctionActivity } from '../../services/lambda/index.ts';
import { describeFunctions, type FunctionDescription } from '../describe/functions.ts';
import { defineRoute } from './route.ts';

/** A function and what it did since the start. */
export interface FunctionSummary extends FunctionDescription {
  readonly activity: FunctionActivity;
}

/** `GET /_local/functions`. */
export interface FunctionList {
  readonly functions: readonly FunctionSummary[];
}

/** The functions. */
export const functions = defineRoute({
  method: 'GET',
  path: '/_local/functions',
  about: 'The functions, how often each ran since the start, and its last error: `FunctionList`.',
  answer({ app, projectFolder, lambda: { history } }): FunctionList {
    const described = describeFunctions(app, projectFolder);
    return {
      functions: described.map((one) => ({ ...one, activity: history.activity(one.name) })),
    };
  },
});
