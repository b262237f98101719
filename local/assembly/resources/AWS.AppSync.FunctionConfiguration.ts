import { readCode, readTemplates } from './read/code.ts';
import { readConflictDetection } from './read/conflict-detection.ts';
import { arn, origin, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { number, requiredText } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-functionconfiguration.html */
export const functionConfiguration: ResourceType = {
  ref: functionArn,
  attributes: {
    FunctionArn: functionArn,
    FunctionId: functionId,
    Name: (resource) => resource.get('Name'),
    DataSourceName: (resource) => resource.get('DataSourceName'),
  },
  read(resource, parts) {
    const code = readCode(resource);
    parts.functionConfigs.push({
      apiId: requiredText(resource.get('ApiId')),
      part: {
        ...origin(resource),
        functionId: functionId(resource),
        name: requiredText(resource.get('Name')),
        dataSourceName: requiredText(resource.get('DataSourceName')),
        code,
        templates: code === null ? readTemplates(resource) : null,
        maxBatchSize: number(resource.get('MaxBatchSize'), 0),
        ...readConflictDetection(resource),
      },
    });
  },
};

function functionId(resource: Resource): string {
  return stableId(resource, 'FunctionId', 26);
}

function functionArn(resource: Resource): string {
  const apiId = requiredText(resource.get('ApiId'));
  return arn(resource, 'appsync', `apis/${apiId}/functions/${functionId(resource)}`);
}
