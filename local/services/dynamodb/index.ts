export { createApiClient } from './api-client.ts';
export type { ApiClient, ApiOutput } from './api-client.ts';
export { ApiException } from './api-exception.ts';
export { createDynamodbAccess } from './access.ts';
export type { DynamodbAccess } from './access.ts';
export { createCalls } from './calls/index.ts';
export type { Calls } from './calls/index.ts';
export { createDynamodb } from './dynamodb.ts';
export type { Dynamodb, DynamodbOptions } from './dynamodb.ts';
