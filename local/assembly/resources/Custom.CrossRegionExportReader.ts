import { physicalName } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { record } from '../template/values.ts';

/**
 * What CDK makes in a stack that refers to one of another region (`crossRegionReferences`): its
 * attributes are named as the parameters that the other stack's writer keeps.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib-readme.html#accessing-resources-in-a-different-stack-and-region
 */
export const crossRegionExportReader: ResourceType = {
  ref: (resource) => physicalName(resource),
  attributes: {},
  attribute: (resource, name) =>
    resource.resolve(record(record(resource.raw('ReaderProps'))['imports'])[name]),
};
