const CUSTOM_RESOURCE =
  'Custom resources do nothing here; what one would answer is a made-up text.';

/** What the absence of a type means on this machine; a name that ends in `*` is a prefix. */
export const CONSEQUENCES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::*': 'REST APIs are not served.',
  'AWS::ApiGatewayV2::*': 'HTTP and WebSocket APIs are not served.',
  'AWS::AppSync::DomainName': 'The API answers at the URL printed at start only.',
  'AWS::AppSync::DomainNameApiAssociation': 'The API answers at the URL printed at start only.',
  'AWS::Cognito::IdentityPool*': 'Users get no AWS credentials.',
  'AWS::Cognito::Terms': 'The sign-up page shows none of it: `CreateTerms` makes them here.',
  'AWS::Cognito::UserPoolIdentityProvider': 'Nobody can sign in through another provider.',
  'AWS::Cognito::UserPoolRegionalConfigurationAttachment': 'A user pool is in one region.',
  'AWS::Cognito::UserPoolReplica': 'The replica is not there: a user pool is in one region.',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': 'Sign-ins are not scored for risk.',
  'AWS::Cognito::UserPoolUser*': 'The user is not made: sign up, or add it to the seed.',
  'AWS::Kinesis::Stream': 'Records put to it are refused.',
  'AWS::Lambda::Url': 'Functions have no URL of their own.',
  'AWS::RDS::DBProxy*':
    'Nothing answers at its endpoint: clusters are reached through their Data API.',
  'AWS::RDS::GlobalCluster': 'Its clusters run each by itself.',
  'AWS::SecretsManager::RotationSchedule': 'Secrets are not rotated.',
  'AWS::StepFunctions::Activity': 'No worker is given tasks of state machines.',
  'AWS::WAFv2::*': 'Requests are not filtered by a firewall.',
  'AWS::CloudFormation::CustomResource': CUSTOM_RESOURCE,
  'Custom::AWS': 'The call to AWS is not made; what it would answer is a made-up text.',
  'Custom::CDKBucketDeployment': 'No files are copied: the bucket begins empty.',
  'Custom::DynamoDBReplica': 'The replica is not there: a table is in one region.',
  'Custom::*': CUSTOM_RESOURCE,
};

/** For every type that stands nowhere else. */
export const OTHERWISE = 'Nothing plays it here: calls to it are refused.';

/** What the engine's user has to know about a type that is not played. */
export function consequenceOf(type: string): string {
  const exact = CONSEQUENCES[type];
  if (exact) return exact;
  const prefix = Object.keys(CONSEQUENCES).find(
    (name) => name.endsWith('*') && type.startsWith(name.slice(0, -1)),
  );
  return (prefix && CONSEQUENCES[prefix]) ?? OTHERWISE;
}
