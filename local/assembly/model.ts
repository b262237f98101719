import type { AuthenticationType } from '../shared/identity.ts';
import type { DatabaseCluster } from './model-of-databases.ts';
import type { EventApi } from './model-of-event-apis.ts';
import type {
  EventBus,
  EventRule,
  Schedule,
  Secret,
  SsmParameter,
  Topic,
} from './model-of-events.ts';
import type { StateMachine } from './model-of-machines.ts';
import type { Bucket, Table } from './model-of-storage.ts';
import type { UserPool } from './model-of-user-pools.ts';
import type { Origin } from './origin.ts';

export type * from './model-of-databases.ts';
export type * from './model-of-event-apis.ts';
export type * from './model-of-events.ts';
export type * from './model-of-machines.ts';
export type * from './model-of-storage.ts';
export type * from './model-of-user-pools.ts';
export type { Origin } from './origin.ts';

/**
 * The application that an assembly (cdk.out) describes, with every intrinsic resolved to local values.
 * The rest of the engine knows only this, never CloudFormation.
 */
export interface App {
  readonly region: string;
  readonly accountId: string;
  readonly apis: readonly GraphqlApi[];
  readonly eventApis: readonly EventApi[];
  readonly tables: readonly Table[];
  readonly functions: readonly LambdaFunction[];
  readonly eventSourceMappings: readonly EventSourceMapping[];
  readonly queueMappings: readonly QueueMapping[];
  readonly queues: readonly Queue[];
  readonly buckets: readonly Bucket[];
  readonly eventBuses: readonly EventBus[];
  readonly eventRules: readonly EventRule[];
  readonly schedules: readonly Schedule[];
  readonly stateMachines: readonly StateMachine[];
  readonly topics: readonly Topic[];
  readonly ssmParameters: readonly SsmParameter[];
  readonly secrets: readonly Secret[];
  readonly databaseClusters: readonly DatabaseCluster[];
  /** What was given from outside, by name: parameters and secrets of elsewhere among it. */
  readonly outsideValues: Readonly<Record<string, string>>;
  readonly userPools: readonly UserPool[];
  readonly roles: readonly Role[];
  /** Resource policies of functions. */
  readonly functionPermissions: readonly FunctionPermission[];
  /** Resource policies of tables and queues. */
  readonly resourceGrants: readonly ResourceGrant[];
  /** Stack outputs by `<StackName>.<OutputKey>`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the assembly holds and the engine does not run; printed at start. */
  readonly unsupported: readonly UnsupportedResource[];
  /** What of the templates is taken though nobody may have meant it; logged at start. */
  readonly warnings: readonly string[];
}

/** What the app has and this machine does not do, and what that means. */
export interface UnsupportedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** CloudFormation type, e.g. `AWS::WAFv2::WebACL`. */
  readonly type: string;
  /** What its absence means on this machine. */
  readonly consequence: string;
}

/** A GraphQL API with all that belongs to it. */
export interface GraphqlApi extends Origin {
  readonly apiId: string;
  readonly arn: string;
  readonly name: string;
  /** Path on the gateway, `/graphql` for the first API. Real time answers on `<path>/realtime` too. */
  readonly path: string;
  readonly url: string;
  readonly realtimeUrl: string;
  /** SDL as deployed, without AppSync's own declarations. */
  readonly schema: string;
  readonly defaultAuth: AuthProvider;
  readonly additionalAuth: readonly AuthProvider[];
  readonly apiKeys: readonly ApiKey[];
  readonly environmentVariables: Readonly<Record<string, string>>;
  /** ApiType MERGED: its schema and resolvers are those of source APIs. */
  readonly isMerged?: true;
  readonly introspection: 'ENABLED' | 'DISABLED';
  /** What it would write to CloudWatch. @default - nothing */
  readonly logging?: ApiLogging;
  /** 0: no limit. */
  readonly queryDepthLimit: number;
  /** 0: 10,000. */
  readonly resolverCountLimit: number;
  /** Absent: nothing is cached. */
  readonly cache?: ApiCaching;
  readonly dataSources: ReadonlyMap<string, DataSourceConfig>;
  readonly resolvers: readonly ResolverConfig[];
}

/** LogConfig of an API. */
export interface ApiLogging {
  readonly fieldLogLevel: 'NONE' | 'ERROR' | 'INFO' | 'DEBUG' | 'ALL';
  /** Leaves headers, context and evaluated handlers out. */
  readonly excludeVerboseContent: boolean;
}

/** An AWS::AppSync::ApiCache. */
export interface ApiCaching {
  readonly behavior: 'FULL_REQUEST_CACHING' | 'PER_RESOLVER_CACHING' | 'OPERATION_LEVEL_CACHING';
  /** Seconds. */
  readonly ttl: number;
}

/** CachingConfig of a resolver; only looked at with PER_RESOLVER_CACHING. */
export interface ResolverCaching {
  /** Seconds. */
  readonly ttl: number;
  /** As in the template, `$context.arguments.id`; empty: arguments, source and identity. */
  readonly keys: readonly string[];
}

/** A key of an API. */
export interface ApiKey {
  readonly key: string;
  /** Epoch seconds. */
  readonly expires: number | null;
}

/** One authorization mode of an API with its settings. */
export type AuthProvider =
  | { readonly type: 'API_KEY' }
  | { readonly type: 'AWS_IAM' }
  | {
      readonly type: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      /** `iss` of its tokens. @default - AWS's address */
      readonly issuer?: string;
      /** Only the default provider has one; additional providers are ALLOW. */
      readonly defaultAction: 'ALLOW' | 'DENY';
      readonly appIdClientRegex: string | null;
    }
  | {
      readonly type: 'OPENID_CONNECT';
      readonly issuer: string;
      readonly clientId: string | null;
      /** Milliseconds. */
      readonly iatTtl: number | null;
      /** Milliseconds. */
      readonly authTtl: number | null;
    }
  | {
      readonly type: 'AWS_LAMBDA';
      readonly functionArn: string;
      /** Seconds. */
      readonly resultTtl: number;
      readonly identityValidationExpression: string | null;
    };

/** The settings of one mode. */
export type AuthProviderOf<T extends AuthenticationType> = Extract<AuthProvider, { type: T }>;

/** A data source with the settings of its type. */
export type DataSourceConfig = Origin & {
  readonly name: string;
  /** The role that AppSync takes on to reach it; absent or null without one. */
  readonly roleArn?: string | null;
} & (
    | {
        readonly type: 'AMAZON_DYNAMODB';
        readonly tableName: string;
        readonly region: string;
        /** Absent: the data source is not versioned. */
        readonly versioning?: Versioning;
      }
    | { readonly type: 'AWS_LAMBDA'; readonly functionArn: string }
    | { readonly type: 'NONE' }
    | {
        readonly type: 'HTTP';
        readonly endpoint: string;
        readonly signing: { readonly region: string; readonly service: string } | null;
      }
    | { readonly type: 'AMAZON_EVENTBRIDGE'; readonly eventBusArn: string }
    | {
        readonly type: 'RELATIONAL_DATABASE';
        readonly clusterArn: string;
        readonly secretArn: string;
        /** @default - that of the cluster */
        readonly databaseName: string | null;
      }
    /** Known to AppSync, not run here: every resolver on it answers a named error. */
    | { readonly type: 'UNSUPPORTED'; readonly declaredType: string }
  );

/** DeltaSyncConfig of a versioned data source. */
export interface Versioning {
  /** Minutes that a deleted item stays as a tombstone; 0: it is removed at once. */
  readonly baseTableTtl: number;
  readonly deltaSyncTableName: string;
  /** Minutes that a change stays in the delta table. */
  readonly deltaSyncTableTtl: number;
}

/** SyncConfig of a resolver or function that detects conflicts by version. */
export interface ConflictDetection {
  readonly handler: 'OPTIMISTIC_CONCURRENCY' | 'AUTOMERGE' | 'LAMBDA';
  /** LAMBDA only. */
  readonly functionArn: string | null;
}

/** Source of one resolver or function. `null` code on a unit Lambda resolver: a direct Lambda resolver. */
export interface Code {
  readonly source: string;
  /** File (asset) or `<logicalId> (inline)`, for messages. */
  readonly file: string;
}

/** Mapping templates (VTL); one that is left out is null. */
export interface MappingTemplates {
  readonly request: Code | null;
  readonly response: Code | null;
}

/** A resolver: of one data source, or a pipeline. */
export interface ResolverConfig extends Origin {
  readonly typeName: string;
  readonly fieldName: string;
  readonly arn: string;
  readonly kind: 'UNIT' | 'PIPELINE';
  readonly code: Code | null;
  /** Null without mapping templates. */
  readonly templates: MappingTemplates | null;
  /** Unit resolvers only. */
  readonly dataSourceName: string | null;
  /** Pipeline resolvers only, in order. */
  readonly functions: readonly FunctionConfig[];
  /** 0: no batching. */
  readonly maxBatchSize: number;
  /** Of the source API that a merged one has it from. @default - the API's own */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  readonly caching?: ResolverCaching;
  /** Absent: writes are not compared with the version that the caller knows. */
  readonly conflictDetection?: ConflictDetection;
}

/** A function of pipelines. */
export interface FunctionConfig extends Origin {
  readonly functionId: string;
  readonly name: string;
  readonly dataSourceName: string;
  readonly code: Code | null;
  readonly templates: MappingTemplates | null;
  readonly maxBatchSize: number;
  readonly conflictDetection?: ConflictDetection;
}

/** A Lambda function with its code and settings. */
export interface LambdaFunction extends Origin {
  readonly functionName: string;
  readonly arn: string;
  /** Where it stands in the CDK app, `Stack/Functions/create-user/Resource`. @default - CDK did not say */
  readonly constructPath?: string;
  /** Folder with the code: an asset, an archive that was unpacked, or inline text that was written there. */
  readonly codeFolder: string;
  /** Folders of its layers, in their order. @default - it has none */
  readonly layers?: readonly string[];
  /** `<file without extension>.<export>`. */
  readonly handler: string;
  readonly runtime: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
  /** What becomes of asynchronous invocations; absent: Lambda's own rules. */
  readonly asynchronous?: AsynchronousRules;
}

/** AWS::Lambda::EventInvokeConfig, and the function's own DeadLetterConfig. */
export interface AsynchronousRules {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeInSeconds: number;
  readonly onSuccessArn: string | null;
  readonly onFailureArn: string | null;
  readonly deadLetterArn: string | null;
}

/** An SQS queue: here it takes what Lambda gives up on and what SDKs send. */
export interface Queue extends Origin {
  readonly queueName: string;
  readonly arn: string;
  readonly url: string;
  /** Seconds that a received message is hidden. @default 30 */
  readonly visibilityTimeout?: number;
  /** Where messages go that were received too often. @default - they stay */
  readonly redrive?: Redrive;
}

/** RedrivePolicy of a queue. */
export interface Redrive {
  readonly deadLetterArn: string;
  /** How often a message is received before it goes there. */
  readonly maxReceiveCount: number;
}

/** Event source of a DynamoDB stream: its records invoke a function. */
export interface EventSourceMapping extends Origin {
  /** What AWS calls the UUID of the mapping. */
  readonly id: string;
  readonly functionArn: string;
  /** ARN of the DynamoDB stream. */
  readonly eventSourceArn: string;
  readonly batchSize: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisectBatchOnFunctionError: boolean;
  /** -1: until the record expires. */
  readonly maximumRetryAttempts: number;
  /** Seconds; -1: 24 hours, the stream's own limit. */
  readonly maximumRecordAgeInSeconds: number;
  /** Seconds to gather a batch. */
  readonly maximumBatchingWindow: number;
  readonly parallelizationFactor: number;
  readonly reportBatchItemFailures: boolean;
  /** ARN of a queue, bucket or topic. */
  readonly onFailureArn: string | null;
  /** FilterCriteria patterns, each a JSON text. */
  readonly filters: readonly string[];
  readonly enabled: boolean;
}

/** Event source of a queue: its messages invoke a function. */
export interface QueueMapping extends Origin {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Invocations at once; null as many as Lambda likes. */
  readonly maximumConcurrency: number | null;
  readonly reportBatchItemFailures: boolean;
  readonly enabled: boolean;
}

/** An IAM role of the assembly: what functions, data sources and callers that sign with it may do. */
export interface Role extends Origin {
  readonly roleName: string;
  readonly arn: string;
  /** Of its own, attached and managed policies. */
  readonly statements: readonly PolicyStatement[];
  /** Of its permissions boundary; null without one, or with one that is not in the assembly. */
  readonly boundary: readonly PolicyStatement[] | null;
  /** Managed policies that nobody here has the text of: the role is held to nothing then. @default none */
  readonly unknownPolicyArns?: readonly string[];
}

/** One statement of an IAM policy. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** With `*` and `?`; `isExcept`: NotAction. */
  readonly actions: PolicyPatterns;
  /** With `*`, `?` and policy variables; `isExcept`: NotResource. */
  readonly resources: PolicyPatterns;
  /** All have to hold. @default none */
  readonly conditions?: readonly PolicyCondition[];
}

/** A statement of the policy that a resource has itself. */
export interface ResourceGrant {
  /** ARNs of roles and sessions, accounts, or `*`. */
  readonly principals: readonly string[];
  readonly statement: PolicyStatement;
}

/** One line of a statement's Condition: any of the values, compared by the operator. */
export interface PolicyCondition {
  /** `ForAllValues:StringLikeIfExists` and the like. */
  readonly operator: string;
  /** `dynamodb:LeadingKeys`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** An AWS::Lambda::Permission: who may invoke a function, whatever the caller's own policies say. */
export interface FunctionPermission extends Origin {
  readonly functionArn: string;
  /** With `*`. */
  readonly action: string;
  /** A service (`cognito-idp.amazonaws.com`), an account, an ARN or `*`. */
  readonly principal: string;
  readonly sourceArn: string | null;
  readonly sourceAccount: string | null;
}

/** Actions, resources or values of a statement, or all but those. */
export interface PolicyPatterns {
  readonly patterns: readonly string[];
  /** Whatever the patterns do not match. */
  readonly isExcept: boolean;
}
