import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Api } from '../api.ts';
import type { Firewall } from '../firewall.ts';
import type { Functions } from '../functions/functions.ts';
import type { KeptChanges } from '../kept-changes.ts';
import type { Stage } from '../stage.ts';
import type { UserPool } from '../user-pool.ts';

/** All that is watched of a stage. */
export interface Watched {
  readonly stage: Stage;
  readonly api: Api;
  readonly users: UserPool;
  readonly table: ITable;
  /** Those that the user pool calls, and all others. */
  readonly triggers: Functions;
  readonly functions: Functions;
  readonly kept: KeptChanges;
  /** Null in a stage without one. */
  readonly firewall: Firewall | null;
}
