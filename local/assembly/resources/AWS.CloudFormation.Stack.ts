import { arn } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';

/**
 * A nested stack; its resources are read from its own template, `Outputs.<key>` by stack.ts.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
export const nestedStack: ResourceType = {
  ref: (resource) =>
    arn(resource, 'cloudformation', `stack/${resource.stackName}-${resource.logicalId}/local`),
  attributes: {},
};
