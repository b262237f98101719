import { arn, origin, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-sourceapiassociation.html */
export const sourceApiAssociation: ResourceType = {
  ref: associationArn,
  attributes: {
    AssociationArn: associationArn,
    AssociationId: associationId,
    MergedApiArn: (resource) => apiArn(resource, 'MergedApiIdentifier'),
    MergedApiId: (resource) => apiIdIn(resource, 'MergedApiIdentifier'),
    SourceApiArn: (resource) => apiArn(resource, 'SourceApiIdentifier'),
    SourceApiId: (resource) => apiIdIn(resource, 'SourceApiIdentifier'),
    SourceApiAssociationStatus: () => 'MERGE_SUCCESS',
    SourceApiAssociationStatusDetail: () => '',
  },
  read(resource, parts) {
    parts.sourceApiAssociations.push({
      ...origin(resource),
      mergedApiId: apiIdIn(resource, 'MergedApiIdentifier'),
      sourceApiId: apiIdIn(resource, 'SourceApiIdentifier'),
    });
  },
};

/** An identifier is the id of an API, or its ARN. */
function apiIdIn(resource: Resource, property: string): string {
  return requiredText(resource.get(property)).split('/').at(-1) ?? '';
}

function apiArn(resource: Resource, property: string): string {
  return arn(resource, 'appsync', `apis/${apiIdIn(resource, property)}`);
}

function associationId(resource: Resource): string {
  return stableId(resource, 'AssociationId', 26);
}

function associationArn(resource: Resource): string {
  const merged = apiIdIn(resource, 'MergedApiIdentifier');
  return arn(
    resource,
    'appsync',
    `apis/${merged}/sourceApiAssociations/${associationId(resource)}`,
  );
}
