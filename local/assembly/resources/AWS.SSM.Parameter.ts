import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const ssmParameter: ResourceType = {
  ref: parameterName,
  attributes: {
    Type: (resource) => resource.get('Type'),
    Value: (resource) => resource.get('Value'),
  },
  read(resource, parts) {
    const name = parameterName(resource);
    parts.ssmParameters.push({
      ...origin(resource),
      name,
      arn: arn(resource, 'ssm', `parameter/${name.replace(/^\//, '')}`),
      type: requiredText(resource.get('Type')),
      value: requiredText(resource.get('Value')),
    });
  },
};

function parameterName(resource: Resource): string {
  return text(resource.get('Name')) ?? physicalName(resource);
}
