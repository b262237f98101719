import { callJson, withMetadata, type JsonService } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

const DYNAMODB: JsonService = { service: 'dynamodb', errors: 'DynamoDB' };

const item =
  (action: string): TaskIntegration =>
  async (argument, services, signal) =>
    withMetadata(await callJson(DYNAMODB, action, argument, services, signal));

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
export const dynamodb: Readonly<Record<string, TaskIntegration>> = {
  'dynamodb:getItem': item('GetItem'),
  'dynamodb:putItem': item('PutItem'),
  'dynamodb:updateItem': item('UpdateItem'),
  'dynamodb:deleteItem': item('DeleteItem'),
};
