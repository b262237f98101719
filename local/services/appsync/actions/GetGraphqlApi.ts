import type { AppsyncAction } from '../action.ts';
import { apiOf, shownApi } from '../read.ts';

/** @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetGraphqlApi.html */
export const GetGraphqlApi: AppsyncAction = {
  name: 'GetGraphqlApi',
  method: 'GET',
  path: /^\/v1\/apis\/([^/]+)$/,
  answer: (request, services) => ({ graphqlApi: shownApi(apiOf(request, services)) }),
};
