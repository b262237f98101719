import { origin } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { list, record, requiredText } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolresourceserver.html */
export const userPoolResourceServer: ResourceType = {
  ref: (resource) => requiredText(resource.get('Identifier')),
  attributes: {},
  read(resource, parts) {
    parts.resourceServers.push({
      userPoolId: requiredText(resource.get('UserPoolId')),
      part: {
        ...origin(resource),
        identifier: requiredText(resource.get('Identifier')),
        scopes: list(resource.get('Scopes')).map((scope) => ({
          name: requiredText(record(scope)['ScopeName']),
          description: requiredText(record(scope)['ScopeDescription']),
        })),
      },
    });
  },
};
