import type { AppsyncAction } from '../action.ts';
import { EvaluateCode } from './EvaluateCode.ts';
import { EvaluateMappingTemplate } from './EvaluateMappingTemplate.ts';
import { GetGraphqlApi } from './GetGraphqlApi.ts';
import { GetIntrospectionSchema } from './GetIntrospectionSchema.ts';
import { ListGraphqlApis } from './ListGraphqlApis.ts';

/** What of the AppSync API is played. */
export const actions: readonly AppsyncAction[] = [
  EvaluateCode,
  EvaluateMappingTemplate,
  GetGraphqlApi,
  GetIntrospectionSchema,
  ListGraphqlApis,
];
