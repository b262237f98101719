import { readFileSync } from 'node:fs';
import { physicalName } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlschema.html */
export const graphqlSchema: ResourceType = {
  ref: (resource) => `${requiredText(resource.get('ApiId'))}GraphQLSchema`,
  attributes: { Id: (resource) => physicalName(resource) },
  read(resource, parts) {
    const location = text(resource.get('DefinitionS3Location'));
    const part =
      text(resource.get('Definition')) ??
      (location ? readFileSync(resource.asset(location), 'utf8') : '');
    parts.schemas.push({ apiId: requiredText(resource.get('ApiId')), part });
  },
};
