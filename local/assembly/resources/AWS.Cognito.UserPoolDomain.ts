import type { ResourceType } from '../template/types.ts';
import { requiredText } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html */
export const userPoolDomain: ResourceType = {
  ref: (resource) => requiredText(resource.get('Domain')),
  attributes: { CloudFrontDistribution: (resource) => new URL(resource.environment.baseUrl).host },
  read(resource, parts) {
    parts.domains.push({
      userPoolId: requiredText(resource.get('UserPoolId')),
      part: {
        domain: requiredText(resource.get('Domain')),
        hasManagedLogin: Number(resource.get('ManagedLoginVersion')) === 2,
      },
    });
  },
};
