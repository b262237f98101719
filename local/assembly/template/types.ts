import type { LocalError } from '../../shared/errors.ts';
import type {
  ApiCaching,
  ApiKey,
  AsynchronousRules,
  Bucket,
  BucketNotification,
  ChannelNamespace,
  DatabaseCluster,
  DataSourceConfig,
  EventApi,
  EventBus,
  EventRule,
  EventSourceMapping,
  QueueMapping,
  FunctionConfig,
  FunctionPermission,
  GraphqlApi,
  LambdaFunction,
  Origin,
  PolicyStatement,
  Queue,
  ResolverConfig,
  ResourceGrant,
  Role,
  Schedule,
  Secret,
  StateMachine,
  SsmParameter,
  Subscription,
  Table,
  Topic,
  UnsupportedResource,
  UserPool,
  UserPoolClient,
  UserPoolGroup,
  UserPoolResourceServer,
} from '../model.ts';

/** A CloudFormation template as CDK writes it: JSON, long-form intrinsics. */
export interface Template {
  readonly Transform?: unknown;
  readonly Parameters?: Readonly<Record<string, ParameterDefinition>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, ResourceDefinition>>;
  readonly Outputs?: Readonly<Record<string, OutputDefinition>>;
}

/** An entry of a template's Parameters. */
export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: unknown;
}

/** An entry of a template's Resources. */
export interface ResourceDefinition {
  readonly Type: string;
  readonly Condition?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

interface OutputDefinition {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** What every resource of one assembly is read with. */
export interface Environment {
  readonly region: string;
  readonly accountId: string;
  /** Gateway's URL without a slash at its end. */
  readonly baseUrl: string;
  /** Whether tokens of user pools name the gateway as their issuer, instead of AWS. */
  readonly localIssuer: boolean;
  /** Where inline Lambda code is written to. */
  readonly codeFolder: string;
  /** Key that client secrets and API keys are derived from. */
  readonly secretSeed: string;
}

/** One resource of a template, its properties resolved on demand. */
export interface Resource extends Origin {
  readonly type: string;
  readonly environment: Environment;
  /** Where it stands in the CDK app, `Stack/Functions/create-user/Resource`; null when CDK did not say. */
  readonly constructPath: string | null;
  /** Its place among the resources of its type in the assembly, from 0. */
  readonly ordinal: number;
  /** Every resource of a type in the assembly. */
  ofType(type: string): readonly Resource[];
  /**
   * A property with every intrinsic in it resolved, undefined when absent.
   * @throws LocalError ERR_UNRESOLVED_INTRINSIC
   */
  get(property: string): unknown;
  /** All properties, resolved. */
  all(): Record<string, unknown>;
  /** A property as the template has it, for what may name things that are unknown here. */
  raw(property: string): unknown;
  /**
   * Resolves a part of what `raw` gave.
   * @throws LocalError ERR_UNRESOLVED_INTRINSIC
   */
  resolve(value: unknown): unknown;
  /** What `Ref` gives. */
  ref(): string;
  /** What `Fn::GetAtt` gives. */
  attribute(name: string): unknown;
  /**
   * Absolute path of an asset, from an S3 URL or object key.
   * @throws LocalError ERR_ASSEMBLY when the assembly does not hold it
   */
  asset(locator: string): string;
  /** The same; null when the assembly does not hold it. */
  findAsset(locator: string): string | null;
}

/** One CloudFormation type the engine knows: an entry of resources/index.ts. */
export interface ResourceType {
  ref(resource: Resource): string;
  readonly attributes: Readonly<Record<string, (resource: Resource) => unknown>>;
  /** Gives attributes whose names the app makes up. */
  attribute?(resource: Resource, name: string): unknown;
  /** Adds what the resource describes; absent for types that only lend names to others. */
  read?(resource: Resource, parts: Parts): void;
}

/** The API a part belongs to is known by id: its resources may lie in several (nested) stacks. */
interface OfApi<T> {
  readonly apiId: string;
  readonly part: T;
}

interface OfPool<T> {
  readonly userPoolId: string;
  readonly part: T;
}

/** An API before what other resources add to it. */
export type ApiPart = Omit<
  GraphqlApi,
  'schema' | 'apiKeys' | 'cache' | 'dataSources' | 'resolvers'
>;

/** An Event API before what other resources add to it; the modes of namespaces that say none. */
export type EventApiPart = Omit<EventApi, 'apiKeys' | 'dataSources' | 'channelNamespaces'> &
  Pick<ChannelNamespace, 'publishAuthModes' | 'subscribeAuthModes'>;

/** An AWS::AppSync::SourceApiAssociation: what a merged API is made of. */
export interface SourceApiAssociation extends Origin {
  readonly mergedApiId: string;
  readonly sourceApiId: string;
}

/** A resolver that names its functions by their ids. */
export type ResolverPart = Omit<ResolverConfig, 'functions'> & {
  readonly functionIds: readonly string[];
};

/** A user pool before what other resources add to it. */
export type UserPoolPart = Omit<
  UserPool,
  'clients' | 'groups' | 'resourceServers' | 'domain' | 'hasManagedLogin' | 'sessionTracking'
>;

/** A role before the policies that other resources attach to it. */
export type RolePart = Omit<Role, 'statements' | 'boundary' | 'unknownPolicyArns'> & {
  readonly statements: readonly PolicyStatement[];
  readonly managedPolicyArns: readonly string[];
  readonly boundaryArn: string | null;
};

/** An AWS::IAM::Policy, RolePolicy or ManagedPolicy. */
export interface PolicyPart {
  /** Managed policies only. */
  readonly arn: string | null;
  readonly roleNames: readonly string[];
  readonly statements: readonly PolicyStatement[];
}

/** A function before its AWS::Lambda::EventInvokeConfig. */
export type FunctionPart = Omit<LambdaFunction, 'asynchronous'> & {
  readonly deadLetterArn: string | null;
};

/** Rules of asynchronous invocations and the function they are for. */
export interface EventInvokePart {
  readonly functionArn: string;
  readonly rules: Omit<AsynchronousRules, 'deadLetterArn'>;
}

/** What CDK's custom resource says of a bucket. */
export interface BucketNotificationsPart {
  readonly bucketName: string;
  readonly notifications: readonly BucketNotification[];
  readonly tellsEventBridge: boolean;
}

/** A cluster before its instances. */
export type DatabaseClusterPart = Omit<DatabaseCluster, 'hasInstance'> & {
  /** It has no instances of its own. */
  readonly isServerlessV1: boolean;
};

/** An AWS::SecretsManager::SecretTargetAttachment. */
export interface SecretAttachment {
  readonly secretArn: string;
  /** What is connected to, which the secret then tells. */
  readonly connection: Readonly<Record<string, string | number>>;
}

/** A topic before its subscriptions. */
export type TopicPart = Omit<Topic, 'subscriptions'>;

/** What resources read so far; build-app.ts puts the pieces together. */
export interface Parts {
  readonly apis: ApiPart[];
  readonly sourceApiAssociations: SourceApiAssociation[];
  readonly eventApis: EventApiPart[];
  readonly channelNamespaces: OfApi<ChannelNamespace>[];
  readonly schemas: OfApi<string>[];
  readonly apiKeys: OfApi<ApiKey>[];
  readonly caches: OfApi<ApiCaching>[];
  readonly dataSources: OfApi<DataSourceConfig>[];
  readonly functionConfigs: OfApi<FunctionConfig>[];
  readonly resolvers: OfApi<ResolverPart>[];
  readonly tables: Table[];
  readonly functions: FunctionPart[];
  readonly eventInvokeConfigs: EventInvokePart[];
  readonly eventSourceMappings: EventSourceMapping[];
  readonly queueMappings: QueueMapping[];
  readonly queues: Queue[];
  readonly databaseClusters: DatabaseClusterPart[];
  /** Of clusters. */
  readonly databaseInstances: { readonly clusterIdentifier: string }[];
  readonly secretAttachments: SecretAttachment[];
  readonly buckets: Bucket[];
  readonly bucketNotifications: BucketNotificationsPart[];
  readonly eventBuses: EventBus[];
  readonly eventRules: EventRule[];
  readonly schedules: Schedule[];
  readonly stateMachines: StateMachine[];
  readonly ssmParameters: SsmParameter[];
  readonly secrets: Secret[];
  readonly topics: TopicPart[];
  readonly subscriptions: Subscription[];
  readonly userPools: UserPoolPart[];
  readonly clients: OfPool<UserPoolClient>[];
  readonly groups: OfPool<UserPoolGroup>[];
  readonly resourceServers: OfPool<UserPoolResourceServer>[];
  readonly domains: OfPool<Pick<UserPool, 'hasManagedLogin'> & { readonly domain: string }>[];
  readonly sessionTrackings: OfPool<NonNullable<UserPool['sessionTracking']>>[];
  readonly roles: RolePart[];
  readonly policies: PolicyPart[];
  readonly functionPermissions: FunctionPermission[];
  readonly resourceGrants: ResourceGrant[];
  readonly unsupported: UnsupportedResource[];
  /** What could not be read, for want of a value: what needs it goes without. */
  readonly leftOut: LeftOut[];
}

/** A resource that is left out. */
export interface LeftOut {
  readonly resource: Resource;
  readonly error: LocalError;
}
