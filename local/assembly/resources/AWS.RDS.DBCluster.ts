import { arn, origin, physicalName, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { flag, record, requiredText, text } from '../template/values.ts';
import { generateSecretString } from './read/generate-secret-string.ts';

/** What runs a cluster here. */
const ENGINE = 'aurora-postgresql';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html */
export const databaseCluster: ResourceType = {
  ref: clusterIdentifier,
  attributes: {
    DBClusterArn: clusterArn,
    DBClusterResourceId: (resource) =>
      `cluster-${stableId(resource, 'resource', 26).toUpperCase()}`,
    'Endpoint.Address': (resource) => host(resource, 'cluster'),
    'Endpoint.Port': (resource) => String(port(resource)),
    'ReadEndpoint.Address': (resource) => host(resource, 'cluster-ro'),
    'MasterUserSecret.SecretArn': managedSecretArn,
  },
  read(resource, parts) {
    const engine = requiredText(resource.get('Engine'));
    const isHttpEndpointEnabled = flag(resource.get('EnableHttpEndpoint'), false);
    const isManaged = flag(resource.get('ManageMasterUserPassword'), false);
    if (isManaged) {
      parts.secrets.push({
        ...origin(resource),
        name: managedSecretName(resource),
        arn: managedSecretArn(resource),
        versionId: '00000000-0000-4000-8000-000000000001',
        secretString: managedSecret(resource),
      });
    }
    parts.databaseClusters.push({
      ...origin(resource),
      clusterIdentifier: clusterIdentifier(resource),
      arn: clusterArn(resource),
      engine,
      databaseName: text(resource.get('DatabaseName')) ?? null,
      masterUsername: masterUsername(resource),
      masterUserPassword: isManaged
        ? (text(record(JSON.parse(managedSecret(resource)))['password']) ?? null)
        : (text(resource.get('MasterUserPassword')) ?? null),
      isHttpEndpointEnabled,
      isServerlessV1: resource.get('EngineMode') === 'serverless',
    });
    const lacks = lacksOf(engine, isHttpEndpointEnabled);
    if (lacks) parts.unsupported.push({ ...origin(resource), ...lacks });
  },
};

/**
 * An instance of a cluster is what runs it; one of its own does not run here.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
 */
export const databaseInstance: ResourceType = {
  ref: instanceIdentifier,
  attributes: {
    DBInstanceArn: (resource) => arn(resource, 'rds', `db:${instanceIdentifier(resource)}`),
    DbiResourceId: (resource) => `db-${stableId(resource, 'resource', 26).toUpperCase()}`,
    'Endpoint.Address': (resource) => instanceHost(resource),
    'Endpoint.Port': (resource) => String(port(resource)),
    'MasterUserSecret.SecretArn': managedSecretArn,
  },
  read(resource, parts) {
    const cluster = text(resource.get('DBClusterIdentifier'));
    if (cluster !== undefined) {
      parts.databaseInstances.push({ clusterIdentifier: cluster });
      return;
    }
    parts.unsupported.push({
      ...origin(resource),
      type: resource.type,
      consequence: `Only clusters of ${ENGINE} run here, through their Data API: nothing answers at its endpoint.`,
    });
  },
};

function lacksOf(engine: string, isHttpEndpointEnabled: boolean) {
  if (engine !== ENGINE) {
    return {
      type: `AWS::RDS::DBCluster (${engine})`,
      consequence: `Only ${ENGINE} runs here: calls to it and fields on it answer a named error.`,
    };
  }
  if (isHttpEndpointEnabled) return null;
  return {
    type: 'AWS::RDS::DBCluster (EnableHttpEndpoint)',
    consequence: 'Its Data API is off, and nothing else reaches a cluster here.',
  };
}

/** RDS keeps identifiers in lower case. */
function clusterIdentifier(resource: Resource): string {
  const given = text(resource.get('DBClusterIdentifier'));
  return (given ?? physicalName(resource, 63)).toLowerCase();
}

function instanceIdentifier(resource: Resource): string {
  const given = text(resource.get('DBInstanceIdentifier'));
  return (given ?? physicalName(resource, 63)).toLowerCase();
}

function clusterArn(resource: Resource): string {
  return arn(resource, 'rds', `cluster:${clusterIdentifier(resource)}`);
}

/** The owner of the same name is there anyway, where the template does not say. */
function masterUsername(resource: Resource): string {
  return text(resource.get('MasterUsername')) ?? 'postgres';
}

const managedSecretName = (resource: Resource): string =>
  `rds!cluster-${stableId(resource, 'secret', 8)}`;

function managedSecretArn(resource: Resource): string {
  const end = stableId(resource, 'secret-arn', 6);
  return arn(resource, 'secretsmanager', `secret:${managedSecretName(resource)}-${end}`);
}

/** What RDS itself keeps with ManageMasterUserPassword. */
function managedSecret(resource: Resource): string {
  return generateSecretString(resource, {
    SecretStringTemplate: JSON.stringify({ username: masterUsername(resource) }),
    GenerateStringKey: 'password',
    ExcludePunctuation: true,
  });
}

function port(resource: Resource): number {
  return Number(
    resource.get('Port') ?? (requiredText(resource.get('Engine')) === ENGINE ? 5432 : 3306),
  );
}

/** A name that leads nowhere: connections of drivers are not played. */
const host = (resource: Resource, kind: string): string =>
  `${clusterIdentifier(resource)}.${kind}-local.${resource.environment.region}.rds.amazonaws.com`;

const instanceHost = (resource: Resource): string =>
  `${instanceIdentifier(resource)}.local.${resource.environment.region}.rds.amazonaws.com`;
