import { AwsError } from '../../../aws/index.ts';
import { isObject } from '../../../shared/is-object.ts';
import type { AppsyncAction } from '../action.ts';
import { contextIn, requiredText } from '../read.ts';

/** @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html */
export const EvaluateCode: AppsyncAction = {
  name: 'EvaluateCode',
  method: 'POST',
  path: /^\/v1\/dataplane-evaluatecode$/,
  answer({ body }, services) {
    const { runtime, function: handler = 'request' } = body;
    if (!isObject(runtime) || runtime['name'] !== 'APPSYNC_JS')
      throw new AwsError(
        'BadRequestException',
        'runtime.name is APPSYNC_JS, the one that there is.',
      );
    if (handler !== 'request' && handler !== 'response')
      throw new AwsError('BadRequestException', 'function is request or response.');
    const code = requiredText(body, 'code');
    return services.evaluateCode({ code, context: contextIn(body), handler });
  },
};
