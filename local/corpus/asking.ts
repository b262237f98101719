import type { ApiDescription } from '../studio/describe/api.ts';
import type { Credentials } from './callers.ts';
import type { Caller } from './types.ts';

/** Of an API, of GraphQL or of events, what its callers need. */
export type CalledApi = Pick<ApiDescription, 'name' | 'arn' | 'url' | 'realtimeUrl' | 'authModes'>;

/** What is asked with. */
export interface Asking {
  readonly api: CalledApi;
  /** Those of a mode; of the API's default mode when it is not given. */
  readonly credentialsOf: (as: Caller | undefined) => Promise<Credentials>;
  /** `data` of the operations before, which this adds to. */
  readonly answers: unknown[];
}
