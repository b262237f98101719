import type { DataSourceConfig, Versioning } from '../model.ts';
import { arn, origin } from '../template/ids.ts';
import { knownTexts } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { flag, number, record, requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-datasource.html */
export const dataSource: ResourceType = {
  ref: dataSourceArn,
  attributes: { DataSourceArn: dataSourceArn, Name: name },
  read(resource, parts) {
    const [roleArn = null] = knownTexts(resource, 'ServiceRoleArn');
    const config = { ...origin(resource), name: name(resource), roleArn, ...typed(resource) };
    parts.dataSources.push({ apiId: requiredText(resource.get('ApiId')), part: config });
    if (config.type === 'UNSUPPORTED') {
      parts.unsupported.push({
        ...origin(resource),
        type: `${resource.type} (${config.declaredType})`,
        consequence: `Fields on the data source ${config.name} answer a named error.`,
      });
    }
  },
};

type Typed = DataSourceConfig extends infer T
  ? T extends unknown
    ? Omit<T, CommonKeys>
    : never
  : never;
type CommonKeys = 'stackName' | 'logicalId' | 'name' | 'roleArn';

/** By CloudFormation's Type. */
const READERS: Readonly<Record<string, (resource: Resource) => Typed>> = {
  NONE: () => ({ type: 'NONE' }),
  AMAZON_DYNAMODB(resource) {
    const config = record(resource.get('DynamoDBConfig'));
    return {
      type: 'AMAZON_DYNAMODB',
      tableName: requiredText(config['TableName']),
      region: text(config['AwsRegion']) ?? resource.environment.region,
      ...(flag(config['Versioned'], false) && { versioning: versioning(config) }),
    };
  },
  AWS_LAMBDA: (resource) => ({
    type: 'AWS_LAMBDA',
    functionArn: requiredText(record(resource.get('LambdaConfig'))['LambdaFunctionArn']),
  }),
  HTTP(resource) {
    const config = record(resource.get('HttpConfig'));
    const iam = record(record(config['AuthorizationConfig'])['AwsIamConfig']);
    const service = text(iam['SigningServiceName']);
    const region = text(iam['SigningRegion']) ?? resource.environment.region;
    return {
      type: 'HTTP',
      endpoint: requiredText(config['Endpoint']),
      signing: service ? { region, service } : null,
    };
  },
  RELATIONAL_DATABASE(resource) {
    const { RdsHttpEndpointConfig } = record(resource.get('RelationalDatabaseConfig'));
    const config = record(RdsHttpEndpointConfig);
    return {
      type: 'RELATIONAL_DATABASE',
      clusterArn: requiredText(config['DbClusterIdentifier']),
      secretArn: requiredText(config['AwsSecretStoreArn']),
      databaseName: text(config['DatabaseName']) ?? null,
    };
  },
  AMAZON_EVENTBRIDGE: (resource) => ({
    type: 'AMAZON_EVENTBRIDGE',
    eventBusArn: requiredText(record(resource.get('EventBridgeConfig'))['EventBusArn']),
  }),
};

function versioning(config: Record<string, unknown>): Versioning {
  const deltaSync = record(config['DeltaSyncConfig']);
  return {
    baseTableTtl: number(deltaSync['BaseTableTTL'], 0),
    deltaSyncTableName: requiredText(deltaSync['DeltaSyncTableName']),
    deltaSyncTableTtl: number(deltaSync['DeltaSyncTableTTL'], 0),
  };
}

function typed(resource: Resource): Typed {
  const declaredType = requiredText(resource.get('Type'));
  return READERS[declaredType]?.(resource) ?? { type: 'UNSUPPORTED', declaredType };
}

function name(resource: Resource): string {
  return requiredText(resource.get('Name'));
}

function dataSourceArn(resource: Resource): string {
  const apiId = requiredText(resource.get('ApiId'));
  return arn(resource, 'appsync', `apis/${apiId}/datasources/${name(resource)}`);
}
