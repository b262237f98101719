import type { DataSourceConfig } from '../../assembly/model.ts';
import { createDataSources } from '../../data-sources/index.ts';
import type { DataSource, DataSourceAnswer, DataSourceContext } from '../../data-sources/types.ts';
import type { LambdaHost } from '../../services/lambda/types.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { createCredentialStore } from '../../aws/credentials.ts';
import type { Log } from '../../shared/log.ts';
import { hostOf } from '../support/appsync-api.ts';

/** The run that a data source is told of. */
function contextOf(overrides: Partial<DataSourceContext> = {}): DataSourceContext {
  return {
    requestId: 'r1',
    typeName: 'Query',
    fieldName: 'f',
    outputType: 'Thing',
    resolverKey: 'arn:resolver/f',
    identity: null,
    arguments: { x: 1 },
    signal: new AbortController().signal,
    ...overrides,
  };
}

export interface SourceOptions {
  readonly dynamodbEndpoint?: string;
  readonly lambda?: LambdaHost;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly gatewayUrl?: string;
}

/** One data source, made as an API's are. */
export function sourceOf(config: DataSourceConfig, options: SourceOptions = {}): DataSource {
  const log: Log = options.log ?? { info() {}, warn() {}, error() {} };
  const sources = createDataSources(
    { dataSources: new Map([[config.name, config]]) },
    {
      dynamodbEndpoint: 'http://127.0.0.1:9',
      lambda: hostOf({}),
      credentials: createCredentialStore('000000000000'),
      pageTokenKey: 'a secret of the test',
      clock: systemClock,
      log,
      ...options,
    },
  );
  const source = sources.get(config.name);
  if (!source) throw new Error(`no data source ${config.name}`);
  return source;
}

/** Asks a data source with the requests of several items of one field. */
export function askBatch(
  source: DataSource,
  requests: readonly unknown[],
): Promise<readonly DataSourceAnswer[]> {
  if (!source.executeBatch) throw new Error(`${source.name} takes no batches`);
  return source.executeBatch(requests, contextOf());
}

/** Asks a data source within a run like any other. */
export function ask(
  source: DataSource,
  request: unknown,
  overrides?: Partial<DataSourceContext>,
): Promise<DataSourceAnswer> {
  return source.execute(request, contextOf(overrides));
}
