import { functionNameOf } from '../template/ids.ts';
import type { AuthProvider, DataSourceConfig, Origin, UnsupportedResource } from '../model.ts';
import type { Parts } from '../template/types.ts';

/**
 * Resources that belong to, or name, something the assembly does not hold: imported by its name, or not
 * played. They are no mistake, since on AWS it may be there; here nothing answers.
 */
export function danglingReferences(parts: Parts): UnsupportedResource[] {
  const played = new Set([...parts.apis, ...parts.eventApis].map(({ apiId }) => apiId));
  return [
    ...withoutApi(parts, played),
    ...withoutPool(parts),
    ...withoutTarget(parts),
    ...parts.apis.flatMap((api) =>
      [api.defaultAuth, ...api.additionalAuth].flatMap((provider) =>
        dangling(api, 'AWS::AppSync::GraphQLApi', provider.type, providerLacks(provider, parts)),
      ),
    ),
    ...parts.eventApis.flatMap((api) =>
      api.authProviders.flatMap((provider) =>
        dangling(api, 'AWS::AppSync::Api', provider.type, providerLacks(provider, parts)),
      ),
    ),
    ...parts.dataSources
      .filter(({ apiId }) => played.has(apiId))
      .flatMap(({ part }) =>
        dangling(part, 'AWS::AppSync::DataSource', part.type, sourceLacks(part, parts)),
      ),
  ];
}

/** Takes out the mappings without a source or a function, and names them. */
export function dropDanglingMappings(parts: Parts): Parts['eventSourceMappings'] {
  return parts.eventSourceMappings.filter((mapping) => {
    const { eventSourceArn, functionArn } = mapping;
    const lacks = parts.functions.some(({ arn }) => arn === functionArn)
      ? !parts.tables.some(({ streamArn }) => streamArn === eventSourceArn) &&
        `The stream ${eventSourceArn} is of no table in the assembly: it feeds nothing.`
      : `${functionArn} does not run here: nothing is fed to it.`;
    if (!lacks) return true;
    parts.unsupported.push(...dangling(mapping, 'AWS::Lambda::EventSourceMapping', null, lacks));
    return false;
  });
}

/** The same of those that read a queue. */
export function dropDanglingQueueMappings(parts: Parts): Parts['queueMappings'] {
  return parts.queueMappings.filter((mapping) => {
    const { queueArn, functionArn } = mapping;
    const lacks = parts.functions.some(({ arn }) => arn === functionArn)
      ? !parts.queues.some(({ arn }) => arn === queueArn) &&
        `The queue ${queueArn} is not in the assembly: it feeds nothing.`
      : `${functionArn} does not run here: nothing is fed to it.`;
    if (!lacks) return true;
    parts.unsupported.push(...dangling(mapping, 'AWS::Lambda::EventSourceMapping', null, lacks));
    return false;
  });
}

function withoutApi(parts: Parts, played: ReadonlySet<string>): UnsupportedResource[] {
  const { dataSources, functionConfigs, resolvers, channelNamespaces } = parts;
  const kinds: [string, readonly { readonly apiId: string; readonly part: Origin }[]][] = [
    ['AWS::AppSync::DataSource', dataSources],
    ['AWS::AppSync::FunctionConfiguration', functionConfigs],
    ['AWS::AppSync::Resolver', resolvers],
    ['AWS::AppSync::ChannelNamespace', channelNamespaces],
  ];
  return kinds.flatMap(([type, all]) =>
    all
      .filter(({ apiId }) => !played.has(apiId))
      .flatMap(({ apiId, part }) =>
        dangling(part, type, null, `It belongs to the API ${apiId}, which is not played here.`),
      ),
  );
}

function withoutPool(parts: Parts): UnsupportedResource[] {
  const kinds: [string, readonly { readonly userPoolId: string; readonly part: Origin }[]][] = [
    ['AWS::Cognito::UserPoolClient', parts.clients],
    ['AWS::Cognito::UserPoolGroup', parts.groups],
    ['AWS::Cognito::UserPoolResourceServer', parts.resourceServers],
  ];
  return kinds.flatMap(([type, all]) =>
    all
      .filter(({ userPoolId }) => !hasPool(parts, userPoolId))
      .flatMap(({ userPoolId, part }) =>
        dangling(part, type, null, `Its user pool ${userPoolId} is not in the assembly.`),
      ),
  );
}

/** Rules, schedules and subscriptions that bring something to what is not there. */
function withoutTarget(parts: Parts): UnsupportedResource[] {
  const { functions, queues, topics, eventBuses, stateMachines } = parts;
  const all = [...functions, ...queues, ...topics, ...eventBuses, ...stateMachines];
  const known = new Set(all.map(({ arn }) => arn));
  const isKnown = (arn: string): boolean => known.has(arn) || arn.endsWith(':event-bus/default');
  const lacks = (arn: string): string | false =>
    !isKnown(arn) && `${arn} does not run here: nothing is brought to it.`;
  return [
    ...parts.eventRules.flatMap((rule) =>
      rule.targets.flatMap(({ arn }) => dangling(rule, 'AWS::Events::Rule', 'target', lacks(arn))),
    ),
    ...parts.schedules.flatMap((schedule) =>
      dangling(schedule, 'AWS::Scheduler::Schedule', 'target', lacks(schedule.targetArn)),
    ),
    ...parts.buckets.flatMap((bucket) =>
      (bucket.notifications ?? []).flatMap(({ targetArn }) =>
        dangling(bucket, 'AWS::S3::Bucket', 'notification', lacks(targetArn)),
      ),
    ),
    ...parts.subscriptions
      .filter(({ endpoint }) => endpoint.startsWith('arn:'))
      .flatMap((one) => dangling(one, 'AWS::SNS::Subscription', null, lacks(one.endpoint))),
  ];
}

function providerLacks(provider: AuthProvider, parts: Parts): string | false {
  switch (provider.type) {
    case 'AMAZON_COGNITO_USER_POOLS': {
      const { userPoolId } = provider;
      return (
        !hasPool(parts, userPoolId) &&
        `The user pool ${userPoolId} is not in the assembly: its tokens are refused.`
      );
    }
    case 'AWS_LAMBDA':
      return (
        !runs(parts, provider.functionArn) &&
        `${provider.functionArn} does not run here: its tokens are refused.`
      );
    default:
      return false;
  }
}

function sourceLacks(source: DataSourceConfig, parts: Parts): string | false {
  switch (source.type) {
    case 'AMAZON_DYNAMODB':
      return (
        !parts.tables.some(({ tableName }) => tableName === source.tableName) &&
        `The table ${source.tableName} is not in the assembly: fields on ${source.name} answer errors, unless the DynamoDB engine has it.`
      );
    case 'AWS_LAMBDA':
      return (
        !runs(parts, source.functionArn) &&
        `${source.functionArn} does not run here: fields on ${source.name} answer errors.`
      );
    case 'RELATIONAL_DATABASE':
      return (
        !parts.databaseClusters.some(({ arn }) => arn === source.clusterArn) &&
        `The DB cluster ${source.clusterArn} is not in the assembly: fields on ${source.name} answer errors.`
      );
    default:
      return false;
  }
}

function hasPool({ userPools }: Parts, id: string): boolean {
  return userPools.some(({ userPoolId }) => userPoolId === id);
}

function runs({ functions }: Parts, functionArn: string): boolean {
  return functions.some(({ functionName }) => functionName === functionNameOf(functionArn));
}

function dangling(
  { stackName, logicalId }: Origin,
  type: string,
  detail: string | null,
  consequence: string | false,
): UnsupportedResource[] {
  if (!consequence) return [];
  const name = detail === null ? type : `${type} (${detail})`;
  return [{ stackName, logicalId, type: name, consequence }];
}
