import type { AppsyncAction } from '../action.ts';
import { shownApi } from '../read.ts';

/** All of them, in one page. @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListGraphqlApis.html */
export const ListGraphqlApis: AppsyncAction = {
  name: 'ListGraphqlApis',
  method: 'GET',
  path: /^\/v1\/apis$/,
  answer: (_request, { apis }) => ({ graphqlApis: apis.map(shownApi) }),
};
