import type { App } from '../../assembly/model.ts';
import type { NamedDescription } from './messaging.ts';

/** An Aurora cluster. */
export interface DatabaseClusterDescription extends NamedDescription {
  readonly engine: string;
  /** The database that is made with it. */
  readonly databaseName: string | null;
  /** Whether its Data API is on. */
  readonly isHttpEndpointEnabled: boolean;
}

/** Describes the clusters of an app. */
export function describeDatabaseClusters(app: App): readonly DatabaseClusterDescription[] {
  return app.databaseClusters.map(
    ({
      clusterIdentifier: name,
      arn,
      logicalId,
      stackName,
      engine,
      databaseName,
      isHttpEndpointEnabled,
    }) => ({ name, arn, logicalId, stackName, engine, databaseName, isHttpEndpointEnabled }),
  );
}
