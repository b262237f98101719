import type { DataSourceConfig, GraphqlApi } from '../assembly/model.ts';
import type { Calls, DynamodbAccess } from '../services/dynamodb/index.ts';
import type { TakeEvent } from '../services/events/index.ts';
import type { Iam } from '../aws/iam/index.ts';
import type { LambdaHost } from '../services/lambda/types.ts';
import type { AskDataApi } from '../services/rds-data/index.ts';
import type { Clock } from '../shared/clock.ts';
import type { CredentialStore } from '../aws/credentials.ts';
import type { Log } from '../shared/log.ts';
import type { Faults } from '../faults/index.ts';
import { withFaults } from './with-faults.ts';
import type { Tracer } from '../tracing/index.ts';
import { createDynamodb } from './AMAZON_DYNAMODB/index.ts';
import { createEventBridge } from './AMAZON_EVENTBRIDGE.ts';
import { createLambda } from './AWS_LAMBDA.ts';
import { createHttp } from './HTTP.ts';
import { createNone } from './NONE.ts';
import { createRelationalDatabase } from './RELATIONAL_DATABASE.ts';
import { createUnsupported } from './UNSUPPORTED.ts';
import { sessionOf } from './service-role.ts';
import type { DataSource } from './types.ts';

/** What the data sources of an API are reached with. */
export interface DataSourcesOptions {
  /** URL of the DynamoDB engine. */
  readonly dynamodbEndpoint: string;
  /** What stands before that engine. @default - one of its own */
  readonly dynamodbCalls?: Calls;
  readonly lambda: LambdaHost;
  readonly credentials: Pick<CredentialStore, 'developer' | 'issue'>;
  /** Gives events to buses. @default - nobody hears of them */
  readonly takeEvent?: TakeEvent | undefined;
  /** Asks the Data API of DB clusters. @default - there is none */
  readonly askDataApi?: AskDataApi | undefined;
  /** What the roles of data sources may do. @default - everything */
  readonly iam?: Iam;
  /** What the calls of DynamoDB need. @default - nothing */
  readonly dynamodbAccess?: DynamodbAccess;
  /** Secret that page tokens are encrypted with; any length. */
  readonly pageTokenKey: Uint8Array | string;
  /** Where calls of AWS's hosts go. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  /** By what rules calls of data sources fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers the calls of data sources. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

type ConfigOf<T extends DataSourceConfig['type']> = Extract<DataSourceConfig, { type: T }>;
type Factories = {
  readonly [T in DataSourceConfig['type']]: (
    config: ConfigOf<T>,
    options: DataSourcesOptions,
  ) => DataSource;
};

/** By CloudFormation's Type. */
export const factories: Factories = {
  NONE: ({ name }) => createNone(name),
  AMAZON_DYNAMODB: (config, options) => createDynamodb(config, options),
  AWS_LAMBDA(config, options) {
    const { name, functionArn } = config;
    const permissions = sessionOf(config, options)?.permissions;
    return createLambda({ name, functionArn, permissions, ...options });
  },
  HTTP: (config, options) => createHttp(config, options),
  AMAZON_EVENTBRIDGE(config, options) {
    const { name, eventBusArn } = config;
    const permissions = sessionOf(config, options)?.permissions;
    return createEventBridge({ name, eventBusArn, permissions, ...options });
  },
  RELATIONAL_DATABASE: (config, options) =>
    createRelationalDatabase({
      ...config,
      principal: sessionOf(config, options),
      askDataApi: options.askDataApi,
    }),
  UNSUPPORTED: ({ name, declaredType }) => createUnsupported(name, declaredType),
};

/** The data sources of an API by name, ready to be asked. */
export function createDataSources(
  api: Pick<GraphqlApi, 'dataSources'>,
  options: DataSourcesOptions,
): ReadonlyMap<string, DataSource> {
  return new Map([...api.dataSources].map(([name, config]) => [name, create(config, options)]));
}

function create<T extends DataSourceConfig['type']>(
  config: ConfigOf<T> & { readonly type: T },
  options: DataSourcesOptions,
): DataSource {
  const factory = factories[config.type] as (
    config: ConfigOf<T>,
    options: DataSourcesOptions,
  ) => DataSource;
  return withFaults(factory(config, options), options.faults);
}
