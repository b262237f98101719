import { parseObject } from '../../shared/parse-object.ts';
import type { DatabaseCluster, Secret } from '../model.ts';
import type { DatabaseClusterPart, Parts } from '../template/types.ts';

/** A cluster with what its instances say of it. */
export function buildDatabaseCluster(
  { isServerlessV1, ...cluster }: DatabaseClusterPart,
  { databaseInstances }: Parts,
): DatabaseCluster {
  const hasInstance = databaseInstances.some(
    ({ clusterIdentifier }) => clusterIdentifier === cluster.clusterIdentifier,
  );
  return { ...cluster, hasInstance: isServerlessV1 || hasInstance };
}

/** A secret with what is attached to it: only one that is a JSON object has a place for it. */
export function withConnection(secret: Secret, { secretAttachments }: Parts): Secret {
  const attached = secretAttachments.find(({ secretArn }) => secretArn === secret.arn);
  if (!attached) return secret;
  const content = parseObject(secret.secretString);
  if (content === null) return secret;
  return { ...secret, secretString: JSON.stringify({ ...content, ...attached.connection }) };
}
