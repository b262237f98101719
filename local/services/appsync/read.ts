import { AwsError } from '../../aws/index.ts';
import { parseObject } from '../../shared/parse-object.ts';
import type { AppsyncRequest, AppsyncServices, DescribedApi } from './action.ts';

/** As AWS's limits for the evaluated context and code are not published, only the form is looked at. */
export function requiredText(body: AppsyncRequest['body'], name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('BadRequestException', `${name} is required: a text that is not empty.`);
}

/** The context of an evaluation: the JSON text of an object. */
export function contextIn(body: AppsyncRequest['body']): string {
  const text = requiredText(body, 'context');
  if (parseObject(text) !== null) return text;
  throw new AwsError('BadRequestException', 'context is not the JSON text of an object.');
}

/** @throws AwsError NotFoundException */
export function apiOf({ path: [apiId] }: AppsyncRequest, { apis }: AppsyncServices): DescribedApi {
  const found = apis.find((api) => api.apiId === apiId);
  if (found) return found;
  throw new AwsError('NotFoundException', `GraphQL API ${apiId ?? ''} not found.`, 404);
}

/** The members of GraphqlApi that are known here. */
export const shownApi = (api: DescribedApi): object => ({
  apiId: api.apiId,
  arn: api.arn,
  name: api.name,
  apiType: 'GRAPHQL',
  authenticationType: api.authenticationType,
  uris: { GRAPHQL: api.url, REALTIME: api.realtimeUrl },
  visibility: 'GLOBAL',
});
