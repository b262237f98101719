import { origin } from '../ids.ts';
import type { ResourceType } from '../types.ts';
import { requiredText, text } from '../values.ts';
import { toFunctionArn } from './AWS.Lambda.Version.ts';

/**
 * One statement of a function's resource policy.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export const functionPermission: ResourceType = {
  ref: (resource) => resource.logicalId,
  attributes: {},
  read(resource, parts) {
    parts.functionPermissions.push({
      ...origin(resource),
      functionArn: toFunctionArn(resource, requiredText(resource.get('FunctionName'))),
      action: requiredText(resource.get('Action')),
      principal: requiredText(resource.get('Principal')),
      sourceArn: text(resource.get('SourceArn')) ?? null,
      sourceAccount: text(resource.get('SourceAccount')) ?? null,
    });
  },
};
