import type { Origin } from './origin.ts';

/** An Aurora cluster, as far as its Data API tells it. */
export interface DatabaseCluster extends Origin {
  readonly clusterIdentifier: string;
  readonly arn: string;
  /** `aurora-postgresql`. */
  readonly engine: string;
  /** The database that is made with it. @default - only `postgres` */
  readonly databaseName: string | null;
  readonly masterUsername: string;
  /** Null where the template does not tell: then any is right. */
  readonly masterUserPassword: string | null;
  /** Whether the Data API is on. */
  readonly isHttpEndpointEnabled: boolean;
  /** Whether there is something that runs it. */
  readonly hasInstance: boolean;
}
