import { origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { text } from '../template/values.ts';

/**
 * Read by templates only: parameters of the type AWS::SSM::Parameter::Value, `{{resolve:ssm:...}}`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
 */
export const ssmParameter: ResourceType = {
  ref: parameterName,
  attributes: {
    Type: (resource) => resource.get('Type'),
    Value: (resource) => resource.get('Value'),
  },
  read(resource, parts) {
    parts.unsupported.push({
      ...origin(resource),
      type: resource.type,
      consequence: 'Templates read its value; calls to the Parameter Store are refused.',
    });
  },
};

function parameterName(resource: Resource): string {
  return text(resource.get('Name')) ?? physicalName(resource);
}
