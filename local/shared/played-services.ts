/** What a route plays of AWS: by the service of its hosts, as in shared/aws-hosts.ts, how error texts call it. */
export type PlayedServices = Readonly<Record<string, string>>;

/** What routes play, in words: `Cognito user pools, DynamoDB and SQS`. */
export function playedServices(
  routes: readonly { readonly awsServices?: PlayedServices }[],
): string {
  const played = new Set(routes.flatMap(({ awsServices = {} }) => Object.values(awsServices)));
  return new Intl.ListFormat('en-GB').format([...played].toSorted()) || 'nothing of AWS';
}
