import { origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export const userPoolGroup: ResourceType = {
  ref: groupName,
  attributes: {},
  read(resource, parts) {
    const precedence = resource.get('Precedence');
    parts.groups.push({
      userPoolId: requiredText(resource.get('UserPoolId')),
      part: {
        ...origin(resource),
        groupName: groupName(resource),
        description: text(resource.get('Description')) ?? null,
        precedence: precedence === undefined ? null : Number(precedence),
        roleArn: text(resource.get('RoleArn')) ?? null,
      },
    });
  },
};

function groupName(resource: Resource): string {
  return text(resource.get('GroupName')) ?? physicalName(resource, 128);
}
