import type { DataSource } from '../data-sources/types.ts';
import { createRuntime } from '../appsync-js/index.ts';
import { readAssembly } from '../assembly/index.ts';
import type { GraphqlApi, Table } from '../assembly/model.ts';
import { createCredentialStore } from '../aws/credentials.ts';
import { createDataSources } from '../data-sources/index.ts';
import { createFieldResolvers } from '../resolver-runs/index.ts';
import type { FieldAnswer } from '../resolver-runs/types.ts';
import type { LambdaHost } from '../services/lambda/types.ts';
import { systemClock } from '../shared/clock.ts';
import type { Identity } from '../shared/identity.ts';
import { silentLog } from '../shared/log.ts';

/** One field, as a client with Cognito's token asks for it. */
export interface FieldCall {
  readonly identity: Identity;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly source?: unknown;
  /** The text of what is selected, such as `{ id }`, which the resolvers may look at; empty unless given. */
  readonly selection?: string;
}

/** What the resolvers of an API are run with. */
export interface FieldRunnerOptions {
  /** Where DynamoDB answers. */
  readonly dynamodbEndpoint: string;
  /** Stands for all functions. */
  invoke(payload: unknown): Promise<unknown>;
  /** Looks at each data source's calls, or changes them. */
  spy?(source: DataSource): DataSource;
}

/** The one API and the one table of a synthesized app. */
export interface TestedApp {
  readonly api: GraphqlApi;
  readonly table: Table;
  readonly accountId: string;
}

/**
 * Reads an app of one API and one table.
 * @param folder the assembly, `cdk.out`
 * @throws Error when there is none
 */
export function readTestedApp(folder: string): TestedApp {
  const app = readAssembly({ folder, baseUrl: 'http://127.0.0.1:4000', codeFolder: folder });
  const [api] = app.apis;
  const [table] = app.tables;
  if (!api || !table) throw new Error('The assembly has no API or no table');
  return { api, table, accountId: app.accountId };
}

/** Runs single fields of an API through their resolvers, without HTTP, tokens and selection. */
export function createFieldRunner(
  { api, accountId }: TestedApp,
  { dynamodbEndpoint, invoke, spy = (source) => source }: FieldRunnerOptions,
): (field: string, call: FieldCall) => Promise<FieldAnswer> {
  const lambda: LambdaHost = {
    invoke: async (_, payload) => ({ ok: true, payload: await invoke(payload) }),
  };
  const dataSources = createDataSources(api, {
    dynamodbEndpoint,
    lambda,
    credentials: createCredentialStore(accountId),
    pageTokenKey: 'test',
    clock: systemClock,
    log: silentLog,
  });
  const resolvers = createFieldResolvers(api, {
    runtime: createRuntime({ clock: systemClock, log: silentLog }),
    dataSources: new Map([...dataSources].map(([name, source]) => [name, spy(source)])),
    log: silentLog,
  });
  return async (field, call) => {
    const resolver = resolvers.find((one) => `${one.typeName}.${one.fieldName}` === field);
    if (!resolver) throw new Error(`${field} has no resolver`);
    return resolver.run(invocationOf(field, call));
  };
}

function invocationOf(field: string, call: FieldCall) {
  const [parentTypeName = '', fieldName = ''] = field.split('.');
  return {
    arguments: call.arguments ?? {},
    source: call.source ?? null,
    info: {
      parentTypeName,
      fieldName,
      variables: {},
      selectionSetList: [],
      selectionSetGraphQL: call.selection ?? '',
    },
    outputType: '',
    caller: {
      mode: 'AMAZON_COGNITO_USER_POOLS' as const,
      identity: call.identity,
      deniedFields: [],
    },
    request: { headers: {}, domainName: null },
    requestId: 'test',
    signal: AbortSignal.timeout(30_000),
  };
}
