import { arn, origin, stableId } from '../ids.ts';
import type { Resource, ResourceType } from '../types.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool: ResourceType = {
  ref: userPoolId,
  attributes: {
    Arn: userPoolArn,
    ProviderName: (resource) => providerName(resource),
    ProviderURL: (resource) => `https://${providerName(resource)}`,
    UserPoolId: userPoolId,
  },
  read(resource, parts) {
    parts.userPools.push({
      ...origin(resource),
      userPoolId: userPoolId(resource),
      arn: userPoolArn(resource),
      issuer: `https://${providerName(resource)}`,
      properties: resource.all(),
    });
  },
};

/** Stock token verifiers insist on `<region>_<letters and digits>`. */
function userPoolId(resource: Resource): string {
  const { region } = resource.environment;
  if (resource.ordinal === 0) return `${region}_LocalPool`;
  return `${region}_${stableId(resource, 'UserPoolId', 9)}`;
}

function userPoolArn(resource: Resource): string {
  return arn(resource, 'cognito-idp', `userpool/${userPoolId(resource)}`);
}

function providerName(resource: Resource): string {
  return `cognito-idp.${resource.environment.region}.amazonaws.com/${userPoolId(resource)}`;
}
