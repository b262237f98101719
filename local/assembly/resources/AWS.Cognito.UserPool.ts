import { issuerOf } from '../issuer.ts';
import { arn, origin, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool: ResourceType = {
  ref: userPoolId,
  attributes: {
    Arn: userPoolArn,
    ProviderName: (resource) => issuer(resource).replace(/^https?:\/\//, ''),
    ProviderURL: issuer,
    UserPoolId: userPoolId,
  },
  read(resource, parts) {
    parts.userPools.push({
      ...origin(resource),
      userPoolId: userPoolId(resource),
      arn: userPoolArn(resource),
      issuer: issuer(resource),
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

function issuer(resource: Resource): string {
  return issuerOf(userPoolId(resource), resource.environment);
}
