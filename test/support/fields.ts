import {
  BatchWriteItemCommand,
  CreateTableCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { deleteUser } from '../../functions/delete-user/delete-user.ts';
import { systemClock as functionsClock } from '../../functions/lib/clock.ts';
import type { FieldEvent } from '../../functions/lib/event.ts';
import { createAnswerHandler, createFieldHandler } from '../../functions/lib/handler.ts';
import type { Log as FunctionLog } from '../../functions/lib/logger.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { findByField } from '../../functions/search-users/by-field.ts';
import { createRuntime } from '../../local/appsync-js/index.ts';
import { readAssembly } from '../../local/assembly/index.ts';
import { createDataSources } from '../../local/data-sources/index.ts';
import { createFieldResolvers } from '../../local/resolver-runs/index.ts';
import type { LambdaHost } from '../../local/services/lambda/types.ts';
import type { FieldAnswer } from '../../local/resolver-runs/types.ts';
import { systemClock } from '../../local/shared/clock.ts';
import { createCredentialStore } from '../../local/aws/credentials.ts';
import type { Identity } from '../../local/shared/identity.ts';
import { silentLog } from '../../local/shared/log.ts';
import { startDynoxide } from '../../local/testing/dynoxide.ts';
import { synthesize } from './synthesize.ts';

export interface FieldCall {
  readonly identity: Identity;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly source?: unknown;
}

const noLog: FunctionLog = { info() {}, warn() {}, error() {} };

/** What the functions' index.ts make of their environment, by the field that asks. */
function createHandlers(documents: ReturnType<typeof createDocuments>, table: string) {
  const repository = createRepository({ documents, table, clock: functionsClock });
  const services = { repository, clock: functionsClock, log: noLog };
  const search = createAnswerHandler(
    { documents, table, maxSearch: 200_000, log: noLog },
    findByField,
  );
  return {
    listUsers: search,
    getUserByEmail: search,
    deleteUser: createFieldHandler(services, deleteUser),
  };
}

const lambdaOf = (handlers: ReturnType<typeof createHandlers>): LambdaHost => ({
  invoke: async (_, payload) => {
    const event = payload as FieldEvent<never>;
    const handler = handlers[event.field as keyof typeof handlers];
    return { ok: true, payload: await handler(event, { awsRequestId: 'test' }) };
  },
});

/** Persons of test/support/callers.ts. */
const CALLERS = [
  ['admin-id', 'ADMIN'],
  ['member-id', 'MEMBER'],
] as const;

export type Fields = Awaited<ReturnType<typeof startFields>>;

/**
 * The resolvers of the synthesized stack on a table of the real engine; of the functions only those
 * of `createHandlers` are there.
 * Dispose it in `afterAll`.
 */
export async function startFields() {
  const resources = new AsyncDisposableStack();
  const { folder } = resources.use(synthesize('dev'));
  const dynamodb = resources.use(await startDynoxide());
  const app = readAssembly({ folder, baseUrl: 'http://127.0.0.1:4000', codeFolder: folder });
  const [api] = app.apis;
  const [table] = app.tables;
  if (!api || !table) throw new Error('The assembly has no API or no table');
  await dynamodb.client.send(new CreateTableCommand(table.createTableInput));
  // Callers have a record, as everybody who signs in; these are in no index.
  for (const [id, role] of CALLERS) {
    const item = { pk: `USER#${id}`, sk: 'PROFILE', id, role, status: 'ACTIVE' };
    const Item = marshall(item);
    await dynamodb.client.send(new PutItemCommand({ TableName: table.tableName, Item }));
  }
  const meddlers = new Map<string, () => Promise<unknown>>();
  const meddle = async (operation: string): Promise<void> => {
    const meddler = meddlers.get(operation);
    meddlers.delete(operation);
    await meddler?.();
  };
  const documents = createDocuments(dynamodb.client);
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        await meddle(commandName.replace(/Command$/u, ''));
        return next(args);
      },
    { step: 'initialize' },
  );
  const dataSources = createDataSources(api, {
    dynamodbEndpoint: dynamodb.endpoint,
    lambda: lambdaOf(createHandlers(documents, table.tableName)),
    credentials: createCredentialStore(app.accountId),
    pageTokenKey: 'test',
    clock: systemClock,
    log: silentLog,
  });
  /** Requests of the DynamoDB data sources, in order. */
  const asked: { readonly operation: string; readonly limit?: number; readonly index?: string }[] =
    [];
  const spied = [...dataSources].map(([name, source]) => {
    const execute: typeof source.execute = async (request, context) => {
      const { operation } = request as (typeof asked)[number];
      await meddle(operation);
      // Not the check of the caller's record, which most fields begin with.
      if (!(request as { projection?: unknown }).projection) {
        asked.push(request as (typeof asked)[number]);
      }
      return source.execute(request, context);
    };
    return [name, { ...source, execute }] as const;
  });
  const resolvers = createFieldResolvers(api, {
    runtime: createRuntime({ clock: systemClock, log: silentLog }),
    dataSources: new Map(spied),
    log: silentLog,
  });
  const { client } = dynamodb;
  return {
    asked,
    /** Does something just before the next request with this operation, once. */
    before(operation: string, meddle: () => Promise<unknown>): void {
      meddlers.set(operation, meddle);
    },
    table: table.tableName,
    client,
    async run(field: string, call: FieldCall): Promise<FieldAnswer> {
      const [typeName = '', fieldName = ''] = field.split('.');
      const resolver = resolvers.find(
        (one) => one.typeName === typeName && one.fieldName === fieldName,
      );
      if (!resolver) throw new Error(`${field} has no resolver`);
      asked.length = 0;
      return resolver.run({
        arguments: call.arguments ?? {},
        source: call.source ?? null,
        info: {
          parentTypeName: typeName,
          fieldName,
          variables: {},
          selectionSetList: [],
          selectionSetGraphQL: '',
        },
        outputType: '',
        caller: { mode: 'AMAZON_COGNITO_USER_POOLS', identity: call.identity, deniedFields: [] },
        request: { headers: {}, domainName: null },
        requestId: 'test',
        signal: AbortSignal.timeout(30_000),
      });
    },
    async put(items: readonly Record<string, unknown>[]): Promise<void> {
      for (let start = 0; start < items.length; start += 25) {
        const requests = items.slice(start, start + 25).map((item) => ({
          PutRequest: { Item: marshall(item) },
        }));
        await client.send(
          new BatchWriteItemCommand({ RequestItems: { [table.tableName]: requests } }),
        );
      }
    },
    async items(pk: string): Promise<Record<string, unknown>[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table.tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: pk } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => unmarshall(item));
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
