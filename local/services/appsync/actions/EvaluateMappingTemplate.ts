import type { AppsyncAction } from '../action.ts';
import { contextIn, requiredText } from '../read.ts';

/** @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateMappingTemplate.html */
export const EvaluateMappingTemplate: AppsyncAction = {
  name: 'EvaluateMappingTemplate',
  method: 'POST',
  path: /^\/v1\/dataplane-evaluatetemplate$/,
  answer({ body }, services) {
    const template = requiredText(body, 'template');
    return services.evaluateMappingTemplate({ template, context: contextIn(body) });
  },
};
