import { buildApi, parted } from './app/build-api.ts';
import { buildMergedApi } from './app/build-merged-api.ts';
import { buildEventApi } from './app/build-event-api.ts';
import { buildFunction } from './app/build-function.ts';
import { buildDatabaseCluster, withConnection } from './app/build-database-cluster.ts';
import { buildRole } from './app/build-role.ts';
import { readDeployment } from './manifest/deployment.ts';
import type { Deployment } from './manifest/deployment.ts';
import { refuseDuplicates } from './checks/duplicates.ts';
import { ignoredBecause } from './checks/ignored-types.ts';
import { origin } from './template/ids.ts';
import type { MissingContext } from './manifest/manifest.ts';
import type { App, Bucket, GraphqlApi, UnsupportedResource, UserPool } from './model.ts';
import { knownTexts } from './policies/policy-document.ts';
import { RESOURCE_TYPES } from './resources/index.ts';
import type { Stack } from './template/stack.ts';
import type { Environment, Parts, Resource, ResourceType, UserPoolPart } from './template/types.ts';
import {
  dropDanglingMappings,
  dropDanglingQueueMappings,
  danglingReferences,
} from './checks/dangling-references.ts';
import { isCustomResource } from './template/placeholder.ts';
import { unenforcedRoles } from './checks/unenforced-roles.ts';
import { nameUnsupportedSettings } from './checks/unsupported-settings.ts';
import { consequenceOf } from './checks/unsupported-types.ts';
import { text } from './template/values.ts';
import { localOutput } from './local-output.ts';
import { LocalError } from '../shared/errors.ts';

/** Which assembly is read, and what it is given from outside. */
export interface AssemblyOptions {
  /** cdk.out. */
  readonly folder: string;
  /** The gateway's URL: GraphQLUrl and its like point there. */
  readonly baseUrl: string;
  /** Where inline Lambda code is written to. */
  readonly codeFolder: string;
  /** Of stacks that name none. @default us-east-1 */
  readonly region?: string;
  /** Of stacks that name none. @default 000000000000 */
  readonly accountId?: string;
  /** Names of the stacks to run, with those they depend on. @default all */
  readonly stacks?: readonly string[];
  /**
   * What the app takes from outside: template parameters by `<stack>.<name>` or `<name>`, exports, SSM
   * parameters and dynamic references by name. @default the parameters' own defaults
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Key that client secrets and API keys are derived from. @default '' */
  readonly secretSeed?: string;
  /** Whether tokens of user pools name the gateway as their issuer. @default false */
  readonly localIssuer?: boolean;
}

/**
 * Reads a CDK assembly into the model the engine runs.
 * @throws LocalError ERR_ASSEMBLY when the folder is not a sound assembly
 * @throws LocalError ERR_UNRESOLVED_INTRINSIC when a property in use has no value on this machine
 */
export function readAssembly(options: AssemblyOptions): App {
  try {
    return read(options);
  } catch (error) {
    if (error instanceof LocalError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${options.folder} cannot be read (${reason}): it is damaged, or holds what CloudFormation would refuse. Synthesize again.`,
      { cause: error },
    );
  }
}

function read(options: AssemblyOptions): App {
  const { region = 'us-east-1', accountId = '000000000000', secretSeed = '' } = options;
  const { baseUrl, codeFolder, folder, stacks, parameters } = options;
  const environment = {
    region,
    accountId,
    baseUrl: baseUrl.replace(/\/$/, ''),
    codeFolder,
    secretSeed,
    localIssuer: options.localIssuer ?? false,
  };
  const deployment = readDeployment({ folder, environment, stacks, parameters });
  const parts = emptyParts();
  parts.unsupported.push(...deployment.missing.map(unanswered));
  const providers = customResourceProviders(deployment);
  for (const stack of deployment.stacks) readStack(stack, providers, parts);
  // Without an API there is nothing to go on with.
  const [lost] = parts.leftOut;
  if (lost && parts.apis.length + parts.eventApis.length === 0) throw lost.error;
  refuseDuplicates(parts);
  const eventSourceMappings = dropDanglingMappings(parts);
  const queueMappings = dropDanglingQueueMappings(parts);
  parts.unsupported.push(...danglingReferences(parts));
  const outputs = readOutputs(deployment, parts, environment.baseUrl);
  const home = homeOf(deployment, parts) ?? environment;
  const roles = parts.roles.map((role) => buildRole(role, parts.policies));
  parts.unsupported.push(...unenforcedRoles(parts, roles));
  return {
    region: home.region,
    accountId: home.accountId,
    apis: buildApis(parts),
    eventApis: parts.eventApis.map((api) => buildEventApi(api, parts)),
    tables: parts.tables,
    functions: parts.functions.map((part) => buildFunction(part, parts.eventInvokeConfigs)),
    eventSourceMappings,
    queueMappings,
    queues: parts.queues,
    buckets: parts.buckets.map((bucket) => withNotifications(bucket, parts)),
    eventBuses: parts.eventBuses,
    eventRules: parts.eventRules,
    schedules: parts.schedules,
    stateMachines: parts.stateMachines,
    ssmParameters: parts.ssmParameters,
    secrets: parts.secrets.map((secret) => withConnection(secret, parts)),
    databaseClusters: parts.databaseClusters.map((cluster) => buildDatabaseCluster(cluster, parts)),
    outsideValues: parameters ?? {},
    topics: parts.topics.map((topic) => ({
      ...topic,
      subscriptions: parts.subscriptions.filter(({ topicArn }) => topicArn === topic.arn),
    })),
    userPools: parts.userPools.map((pool) => buildUserPool(pool, parts)),
    roles,
    functionPermissions: parts.functionPermissions,
    resourceGrants: parts.resourceGrants,
    outputs,
    unsupported: parts.unsupported,
    warnings: deployment.warnings,
  };
}

/** Merged ones after their sources, but first of all: they are what clients call. */
function buildApis(parts: Parts): GraphqlApi[] {
  const [merged, others] = parted(parts.apis, ({ isMerged }) => isMerged === true);
  const built = new Map(others.map((api) => [api.apiId, buildApi(api, parts)]));
  return [...merged.map((api) => buildMergedApi(api, parts, built)), ...built.values()];
}

function unanswered({ key, provider }: MissingContext): UnsupportedResource {
  return {
    stackName: 'Context',
    logicalId: key,
    type: `Lookup (${provider})`,
    consequence:
      'It was not answered: what depends on it has a dummy. Synthesize once with credentials, so that cdk.context.json has it.',
  };
}

/** Where the first API is deployed to, else the first stack. */
function homeOf({ stacks }: Deployment, { apis }: Parts): Environment | undefined {
  return (stacks.find(({ stackName }) => stackName === apis[0]?.stackName) ?? stacks[0])
    ?.environment;
}

function readStack(stack: Stack, providers: ReadonlySet<unknown>, parts: Parts): void {
  const { stackName } = stack;
  for (const macro of stack.macros.filter((name) => name !== 'AWS::LanguageExtensions')) {
    const consequence = 'The macro does not run: the template is read as it stands.';
    parts.unsupported.push({ stackName, logicalId: macro, type: 'Transform', consequence });
  }
  for (const resource of stack.resources) {
    const type = RESOURCE_TYPES[resource.type];
    if (type) {
      if (providers.has(resource.attribute('Arn'))) continue;
      nameUnsupportedSettings(resource, parts);
      readResource(resource, type, parts);
    } else if (ignoredBecause(resource.type) === null) {
      const { type: name } = resource;
      parts.unsupported.push({
        ...origin(resource),
        type: name,
        consequence: consequenceOf(name),
      });
    }
  }
}

/** One for which a value is missing is left out and named: the rest goes on without it. */
function readResource(resource: Resource, type: ResourceType, parts: Parts): void {
  try {
    type.read?.(resource, parts);
  } catch (error) {
    if (!(error instanceof LocalError) || error.code !== 'ERR_UNRESOLVED_INTRINSIC') throw error;
    parts.leftOut.push({ resource, error });
    parts.unsupported.push({
      ...origin(resource),
      type: resource.type,
      consequence: `It is left out, with what needs it: ${error.message}`,
    });
  }
}

/** Functions that only CloudFormation calls, while it deploys: they are left out. */
function customResourceProviders({ stacks }: Deployment): ReadonlySet<unknown> {
  const custom = stacks.flatMap(({ resources }) => resources).filter(isCustomResource);
  return new Set(custom.flatMap((resource) => knownTexts(resource, 'ServiceToken')));
}

function withNotifications(bucket: Bucket, { bucketNotifications }: Parts): Bucket {
  const own = bucketNotifications.filter(({ bucketName }) => bucketName === bucket.bucketName);
  return {
    ...bucket,
    tellsEventBridge: bucket.tellsEventBridge || own.some((one) => one.tellsEventBridge),
    notifications: [bucket, ...own].flatMap(({ notifications = [] }) => notifications),
  };
}

function buildUserPool(pool: UserPoolPart, parts: Parts): UserPool {
  const own = <T>(all: readonly { userPoolId: string; part: T }[]): T[] =>
    all.filter((item) => item.userPoolId === pool.userPoolId).map((item) => item.part);
  return {
    ...pool,
    clients: own(parts.clients),
    groups: own(parts.groups),
    resourceServers: own(parts.resourceServers),
    domain: null,
    hasManagedLogin: false,
    ...own(parts.domains)[0],
    sessionTracking: own(parts.sessionTrackings)[0] ?? null,
  };
}

/** An output nobody here can resolve is named, not fatal: no part of the engine reads it. */
function readOutputs(
  { topLevel }: Deployment,
  parts: Parts,
  baseUrl: string,
): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const stack of topLevel) {
    for (const key of stack.outputKeys) {
      try {
        const value = text(stack.output(key)) ?? '';
        outputs[`${stack.stackName}.${key}`] = localOutput(value, baseUrl, parts.eventApis);
      } catch (error) {
        if (!(error instanceof LocalError)) throw error;
        parts.unsupported.push({
          stackName: stack.stackName,
          logicalId: key,
          type: 'Output',
          consequence: `It is left out: ${error.message}`,
        });
      }
    }
  }
  return outputs;
}

function emptyParts(): Parts {
  return {
    apis: [],
    sourceApiAssociations: [],
    eventApis: [],
    channelNamespaces: [],
    schemas: [],
    apiKeys: [],
    caches: [],
    dataSources: [],
    functionConfigs: [],
    resolvers: [],
    tables: [],
    functions: [],
    eventInvokeConfigs: [],
    eventSourceMappings: [],
    queueMappings: [],
    queues: [],
    buckets: [],
    bucketNotifications: [],
    eventBuses: [],
    eventRules: [],
    schedules: [],
    stateMachines: [],
    topics: [],
    ssmParameters: [],
    secrets: [],
    databaseClusters: [],
    databaseInstances: [],
    secretAttachments: [],
    subscriptions: [],
    userPools: [],
    clients: [],
    groups: [],
    resourceServers: [],
    domains: [],
    sessionTrackings: [],
    roles: [],
    policies: [],
    functionPermissions: [],
    resourceGrants: [],
    unsupported: [],
    leftOut: [],
  };
}
