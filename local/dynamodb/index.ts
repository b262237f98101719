export { clientConfig } from './client-config.ts';
export { createDynamodb } from './dynamodb.ts';
export type { Dynamodb, DynamodbOptions } from './dynamodb.ts';
