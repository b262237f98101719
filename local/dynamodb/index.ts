export { createDynamodb } from './dynamodb.ts';
export type { Dynamodb, DynamodbOptions } from './dynamodb.ts';
