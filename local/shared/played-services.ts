/** What routes may play of AWS: the service of a host, as in shared/aws-hosts.ts, and how an error text calls it. */
const NAMES = {
  'appsync-api': 'AppSync',
  'cognito-domain': 'the sign-in pages of user pools',
  'cognito-idp': 'Cognito user pools',
  dynamodb: 'DynamoDB',
  lambda: 'Invoke of Lambda',
  s3: 'S3',
  ses: 'SendEmail of SES API v2',
  sqs: 'SQS',
} as const;

export type PlayedService = keyof typeof NAMES;

/** What routes play, in words: `Cognito user pools, DynamoDB and SQS`. */
export function playedServices(
  routes: readonly { readonly awsServices?: readonly PlayedService[] }[],
): string {
  const played = new Set(routes.flatMap(({ awsServices = [] }) => awsServices));
  const names = [...played].map((service) => NAMES[service]).toSorted();
  return new Intl.ListFormat('en-GB').format(names) || 'nothing of AWS';
}
