import {
  BatchWriteItemCommand,
  CreateTableCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { FieldEvent } from '../../model/invocation.ts';
import { deleteUser } from '../../functions/delete-user/delete-user.ts';
import { systemClock as functionsClock } from '../../functions/lib/clock.ts';
import { createAnswerHandler, createFieldHandler } from '../../functions/lib/handler.ts';
import type { Log as FunctionLog } from '../../functions/lib/logger.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { findByField } from '../../functions/search-users/by-field.ts';
import type { FieldAnswer } from 'appsync-on-a-laptop';
import { startDynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import {
  createFieldRunner,
  readTestedApp,
  type FieldCall,
} from 'appsync-on-a-laptop/testing/field-runner';
import { devAssembly } from './synthesize.ts';

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

const invokeOf =
  (handlers: ReturnType<typeof createHandlers>) =>
  (payload: unknown): Promise<unknown> => {
    const event = payload as FieldEvent<never>;
    return handlers[event.field as keyof typeof handlers](event, { awsRequestId: 'test' });
  };

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
  const dynamodb = resources.use(await startDynoxide());
  const app = readTestedApp(devAssembly().folder);
  const { table } = app;
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
  /** Requests of the DynamoDB data sources, in order. */
  const asked: { readonly operation: string; readonly limit?: number; readonly index?: string }[] =
    [];
  const run = createFieldRunner(app, {
    dynamodbEndpoint: dynamodb.endpoint,
    invoke: invokeOf(createHandlers(documents, table.tableName)),
    spy: (source) => ({
      ...source,
      async execute(request, context) {
        const { operation } = request as (typeof asked)[number];
        await meddle(operation);
        // Not the check of the caller's record, which most fields begin with.
        if (!(request as { projection?: unknown }).projection) {
          asked.push(request as (typeof asked)[number]);
        }
        return source.execute(request, context);
      },
    }),
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
    run(field: string, call: FieldCall): Promise<FieldAnswer> {
      asked.length = 0;
      return run(field, call);
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
