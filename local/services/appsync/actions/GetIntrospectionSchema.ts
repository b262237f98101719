import { AwsError } from '../../../aws/index.ts';
import type { AppsyncAction } from '../action.ts';
import { apiOf } from '../read.ts';

/** @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetIntrospectionSchema.html */
export const GetIntrospectionSchema: AppsyncAction = {
  name: 'GetIntrospectionSchema',
  method: 'GET',
  path: /^\/v1\/apis\/([^/]+)\/schema$/,
  answer(request, services) {
    const format = request.query.get('format');
    if (format !== 'SDL' && format !== 'JSON')
      throw new AwsError('BadRequestException', 'format is SDL or JSON.');
    return services.introspect(apiOf(request, services).schema, format);
  },
};
