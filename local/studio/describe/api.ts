import type { App, AuthProvider, GraphqlApi } from '../../assembly/model.ts';
import { wholeMatch } from '../../auth/index.ts';
import { shortFunctionName } from './functions.ts';

/** A GraphQL API. */
export interface ApiDescription {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly url: string;
  readonly realtimeUrl: string;
  /** The default one first. */
  readonly authModes: readonly AuthModeDescription[];
  readonly introspection: 'ENABLED' | 'DISABLED';
  /** Unit resolvers and pipelines; functions of pipelines are not counted. */
  readonly resolvers: number;
  readonly dataSources: readonly DataSourceDescription[];
}

/** An authorization mode with what a caller needs for it. */
export type AuthModeDescription =
  | {
      readonly type: 'API_KEY';
      /** `expires` in milliseconds since the epoch. */
      readonly keys: readonly { readonly key: string; readonly expires: number | null }[];
    }
  | {
      readonly type: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      /** Those whose tokens are taken, and that are the pool's. */
      readonly clientIds: readonly string[];
      readonly defaultAction: 'ALLOW' | 'DENY';
    }
  | { readonly type: 'AWS_IAM' }
  | {
      readonly type: 'OPENID_CONNECT';
      readonly issuer: string;
      /** A pattern for the client's id; null: any. */
      readonly clientId: string | null;
    }
  | {
      readonly type: 'AWS_LAMBDA';
      readonly functionArn: string;
      /** Short. */
      readonly functionName: string;
      /** A pattern that tokens have to match; null: any. */
      readonly identityValidationExpression: string | null;
      /** Seconds. */
      readonly resultTtl: number;
    };

/** A data source of an API. */
export interface DataSourceDescription {
  readonly name: string;
  /** AppSync's; of what is not run here, the declared one. */
  readonly type: string;
  /** Table, function, URL or bus; null for NONE. */
  readonly target: string | null;
  readonly roleArn: string | null;
  readonly isPlayed: boolean;
}

/** Describes an API with what its callers need. */
export function describeApi(api: GraphqlApi, app: App): ApiDescription {
  const { apiId, name, arn, logicalId, stackName, url, realtimeUrl, introspection } = api;
  return {
    id: apiId,
    name,
    arn,
    logicalId,
    stackName,
    url,
    realtimeUrl,
    authModes: describeAuthModes([api.defaultAuth, ...api.additionalAuth], api.apiKeys, app),
    introspection,
    resolvers: api.resolvers.length,
    dataSources: [...api.dataSources.values()].map(describeDataSource),
  };
}

/** Describes the modes of an API with what callers need for them. */
export const describeAuthModes = (
  providers: readonly AuthProvider[],
  apiKeys: GraphqlApi['apiKeys'],
  app: App,
): readonly AuthModeDescription[] => providers.map((mode) => describeMode(mode, apiKeys, app));

function describeMode(
  mode: AuthProvider,
  apiKeys: GraphqlApi['apiKeys'],
  app: App,
): AuthModeDescription {
  const { type } = mode;
  switch (type) {
    case 'API_KEY':
      return {
        type,
        keys: apiKeys.map(({ key, expires }) => ({
          key,
          expires: expires === null ? null : expires * 1_000,
        })),
      };
    case 'AMAZON_COGNITO_USER_POOLS': {
      const { userPoolId, defaultAction } = mode;
      return { type, userPoolId, defaultAction, clientIds: clientsFor(mode, app) };
    }
    case 'AWS_IAM':
      return { type };
    case 'OPENID_CONNECT':
      return { type, issuer: mode.issuer, clientId: mode.clientId };
    case 'AWS_LAMBDA': {
      const { functionArn, identityValidationExpression, resultTtl } = mode;
      const functionName = shortFunctionName(functionArn, app);
      return { type, functionArn, functionName, identityValidationExpression, resultTtl };
    }
  }
}

type CognitoMode = Extract<AuthProvider, { type: 'AMAZON_COGNITO_USER_POOLS' }>;

function clientsFor({ userPoolId, appIdClientRegex }: CognitoMode, app: App): readonly string[] {
  const pool = app.userPools.find((candidate) => candidate.userPoolId === userPoolId);
  const ids = pool?.clients.map(({ clientId }) => clientId) ?? [];
  return appIdClientRegex === null ? ids : ids.filter(wholeMatch(appIdClientRegex));
}

type DataSource =
  GraphqlApi['dataSources'] extends ReadonlyMap<string, infer Config> ? Config : never;

function describeDataSource(source: DataSource): DataSourceDescription {
  const { name, roleArn = null } = source;
  const type = source.type === 'UNSUPPORTED' ? source.declaredType : source.type;
  return { name, type, target: targetOf(source), roleArn, isPlayed: source.type !== 'UNSUPPORTED' };
}

function targetOf(source: DataSource): string | null {
  switch (source.type) {
    case 'AMAZON_DYNAMODB':
      return source.tableName;
    case 'AWS_LAMBDA':
      return source.functionArn;
    case 'HTTP':
      return source.endpoint;
    case 'AMAZON_EVENTBRIDGE':
      return source.eventBusArn;
    case 'RELATIONAL_DATABASE':
      return source.clusterArn;
    case 'NONE':
    case 'UNSUPPORTED':
      return null;
  }
}
