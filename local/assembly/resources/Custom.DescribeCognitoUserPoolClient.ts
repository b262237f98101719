import { physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText } from '../template/values.ts';

/**
 * What CDK makes for `userPoolClientSecret`: a call of DescribeUserPoolClient at the deployment.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.UserPoolClient.html#userpoolclientsecret
 */
export const describedUserPoolClient: ResourceType = {
  ref: (resource) => physicalName(resource),
  attributes: {
    'UserPoolClient.ClientSecret': (resource) => client(resource)?.attribute('ClientSecret'),
  },
};

function client(resource: Resource): Resource | undefined {
  const call = requiredText(resource.get('Create'));
  const clients = resource.ofType('AWS::Cognito::UserPoolClient');
  return clients.find((candidate) => call.includes(`"ClientId":"${candidate.ref()}"`));
}
