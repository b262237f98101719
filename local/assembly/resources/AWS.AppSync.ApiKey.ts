import { arn, secretId, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { number, requiredText } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-apikey.html */
export const apiKey: ResourceType = {
  ref: keyArn,
  attributes: { ApiKey: key, ApiKeyId: keyId, Arn: keyArn },
  read(resource, parts) {
    const expires = number(resource.get('Expires'), 0);
    parts.apiKeys.push({
      apiId: requiredText(resource.get('ApiId')),
      // Without Expires AWS counts 7 days from the deployment; here every start is one.
      part: { key: key(resource), expires: expires || null },
    });
  },
};

function key(resource: Resource): string {
  return `da2-${secretId(resource, 'ApiKey', 26)}`;
}

function keyId(resource: Resource): string {
  return `da2-${stableId(resource, 'ApiKeyId', 26)}`;
}

function keyArn(resource: Resource): string {
  const apiId = requiredText(resource.get('ApiId'));
  return arn(resource, 'appsync', `apis/${apiId}/apikeys/${keyId(resource)}`);
}
