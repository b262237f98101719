import { arn, origin } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-type.html */
export const schemaType: ResourceType = {
  ref: typeArn,
  attributes: { Arn: typeArn, Name: typeName },
  read(resource, parts) {
    if (text(resource.get('Format')) !== 'SDL') {
      const consequence = 'Only definitions in SDL are read: the schema lacks the type.';
      parts.unsupported.push({ ...origin(resource), type: resource.type, consequence });
      return;
    }
    const apiId = requiredText(resource.get('ApiId'));
    parts.schemas.push({ apiId, part: requiredText(resource.get('Definition')) });
  },
};

function typeName(resource: Resource): string {
  const definition = requiredText(resource.get('Definition'));
  return /\b(?:type|input|enum|interface|union|scalar)\s+(\w+)/.exec(definition)?.[1] ?? '';
}

function typeArn(resource: Resource): string {
  const apiId = requiredText(resource.get('ApiId'));
  return arn(resource, 'appsync', `apis/${apiId}/types/${typeName(resource)}`);
}
