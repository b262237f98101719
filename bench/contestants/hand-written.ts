import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LIST, TABLE } from '../app/items.ts';

type Handler = (event: { text: string }) => Promise<{ text: string }>;

/** Resolvers as somebody would write them who has no AppSync: the SDK, with its kept connections. */
export interface HandWritten {
  none(source: unknown, args: { text: string }): string;
  template(source: unknown, args: { text: string }): string;
  item(source: unknown, args: { id: string }): Promise<unknown>;
  items(source: unknown, args: { limit: number }): Promise<unknown>;
  lambda(source: unknown, args: { text: string }): Promise<string>;
}

/** The schema's text, without types of AppSync's own. */
export const SCHEMA = readFileSync(
  fileURLToPath(new URL('../app/schema.graphql', import.meta.url)),
  'utf8',
);

/** The function of the app, called in process. */
export async function loadHandler(): Promise<Handler> {
  const file = new URL('../app/function/index.mjs', import.meta.url);
  return ((await import(file.href)) as { handler: Handler }).handler;
}

/** Makes the resolvers of every field. */
export function createHandWritten(dynamodbEndpoint: string, handler: Handler): HandWritten {
  const client = new DynamoDBClient({
    endpoint: dynamodbEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const documents = DynamoDBDocumentClient.from(client);
  return {
    none: (_source, { text }) => text,
    template: (_source, { text }) => `${text.toUpperCase()}: ${[1, 2, 3].join(', ')}`,
    async item(_source, { id }) {
      const get = new GetCommand({ TableName: TABLE, Key: { list: LIST, id } });
      return (await documents.send(get)).Item ?? null;
    },
    async items(_source, { limit }) {
      const query = new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: '#list = :list',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: { ':list': LIST },
        Limit: limit,
      });
      return (await documents.send(query)).Items ?? [];
    },
    lambda: async (_source, { text }) => (await handler({ text })).text,
  };
}
