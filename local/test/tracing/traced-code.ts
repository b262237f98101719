/** What the app of these tests is made of: its sources, as a developer writes them. */

export const SDL = `
  type Note { id: ID!, text: String }
  type Query {
    hello(name: String): String
    broken: String
    refused: String
    note(id: ID!): Note
    compute(how: String!): String
  }
  type Mutation { save(id: ID!, text: String!): Note, letter(text: String!): String }
  type Subscription { saved(id: ID): Note @aws_subscribe(mutations: ["save"]) }
`;

const UTIL = `import { util } from '@aws-appsync/utils';\n`;

/** By field: the data source, and the code. */
export const RESOLVERS: Readonly<Record<string, readonly [source: string, code: string]>> = {
  'Query.hello': [
    'None',
    `export function request(ctx: any) {
  console.log('asked', ctx.args.name);
  ctx.stash.greeting = 'hello';
  return { payload: { name: ctx.args.name } };
}
export function response(ctx: any) {
  return ctx.stash.greeting + ' ' + ctx.result.name;
}`,
  ],
  'Query.broken': [
    'None',
    `interface Nothing { readonly here?: { readonly length: number } }
export function request() {
  const nothing: Nothing = {};
  return { payload: nothing.here!.length };
}
export function response(ctx: any) {
  return ctx.result;
}`,
  ],
  'Query.refused': [
    'None',
    `${UTIL}export function request() {
  return {};
}
export function response() {
  // Line 6 is where it gives up.
  util.error('not today', 'Closed');
}`,
  ],
  'Query.note': [
    'Notes',
    `${UTIL}export function request(ctx: any) {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: ctx.args.id }) };
}
export function response(ctx: any) {
  return ctx.result;
}`,
  ],
  'Query.compute': [
    'compute',
    `${UTIL}export function request(ctx: any) {
  return { operation: 'Invoke', payload: ctx.args };
}
export function response(ctx: any) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}`,
  ],
  'Mutation.save': [
    'Notes',
    `${UTIL}export function request(ctx: any) {
  const { id, text } = ctx.args;
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ id }),
    attributeValues: util.dynamodb.toMapValues({ text }),
    condition: text.startsWith('on') ? { expression: 'attribute_not_exists(id)' } : undefined,
  };
}
export function response(ctx: any) {
  if (ctx.error && ctx.args.text === 'only') giveUp('There is one.');
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
function giveUp(message: string): never {
  util.error(message, 'Taken');
}`,
  ],
  'Mutation.letter': [
    'send_letter',
    `export function request(ctx: any) {
  return { operation: 'Invoke', payload: ctx.args };
}
export function response(ctx: any) {
  return ctx.result;
}`,
  ],
};

/** By name, as CDK has it. */
export const FUNCTIONS = {
  compute: `interface Event { readonly how: string }
export async function handler({ how }: Event): Promise<string> {
  console.log('computing', how);
  if (how === 'throw') return fail(how);
  if (how === 'loop') await new Promise(() => setInterval(() => {}, 1_000));
  return how === 'catch' ? caught(how) : 'computed ' + how;
}
function fail(how: string): never {
  throw new RangeError('cannot ' + how);
}
function caught(how: string): string {
  try {
    return fail(how);
  } catch (error) {
    console.error(JSON.stringify({ stack: (error as Error).stack }));
    return 'caught';
  }
}`,
  'send-letter': `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
export async function handler({ text }: { readonly text: string }): Promise<string> {
  const Item = { id: { S: 'letter' }, text: { S: text } };
  await dynamodb.send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: text }));
  return text;
}`,
  'on-note': `export async function handler({ Records }: { readonly Records: any[] }): Promise<void> {
  for (const { dynamodb } of Records) {
    if (dynamodb.NewImage.text.S === 'poison') throw new TypeError('cannot swallow this');
  }
}`,
  'on-letter': `export async function handler({ Records }: { readonly Records: any[] }): Promise<void> {
  if (Records[0].body === 'poison') throw new TypeError('cannot read this');
}`,
} as const;
