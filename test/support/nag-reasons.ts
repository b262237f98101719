/** Why a finding of cdk-nag stays. */
export interface NagReason {
  /** With what it names in brackets, where it names something. */
  readonly rule: string | RegExp;
  /** Paths of constructs below the stack. */
  readonly where: RegExp;
  readonly why: string;
}

/** All that stays, in every stage: a finding without a reason fails test/cdk/nag.test.ts, and so does a reason without a finding. */
export const NAG_REASONS: readonly NagReason[] = [
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /\/Functions\/[\w-]+-role\/DefaultPolicy\/Resource$/u,
    why: 'X-Ray has no resources to name',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /\/Canary\/role\/DefaultPolicy\/Resource$/u,
    why: "AWS's own policy lets CodeDeploy look at all alarms; whether one can be named could not be tried",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\{.*FnGetAttUsersTable\w+"\}\}\/index\/\*\]$/u,
    where: /\/(search-users-role|usersRead\/ServiceRole)\/DefaultPolicy\/Resource$/u,
    why: 'all indexes of the one table',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::<\w+\.Arn>:\*\]$/u,
    where: /\/DataSources\/[\w-]+\/ServiceRole\/DefaultPolicy\/Resource$/u,
    why: 'versions of the one function',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\{.*FnGetAttEventSourcesfailedchangesBucket\w+"\}\}\/aws\/lambda\/\*\]$/u,
    where: /\/Functions\/(publish-changes|sync-identity)-role\/DefaultPolicy\/Resource$/u,
    why: 'the objects that Lambda and the reader write there, below one prefix of one bucket',
  },
  {
    rule: 'AwsSolutions-COG2',
    where: /\/UserPool\/Pool\/Resource$/u,
    why: 'a second factor is asked of administrators alone, by the API (docs/operations.md, second factors)',
  },
  {
    rule: 'AwsSolutions-COG8',
    where: /\/UserPool\/Pool\/Resource$/u,
    why: 'Plus costs for each user',
  },
  {
    rule: 'AwsSolutions-ASC3',
    where: /\/Api\/Api\/Resource$/u,
    why: 'bodies of requests hold personal data, so the log leaves them out',
  },
  {
    rule: 'AwsSolutions-S1',
    where: /\/(failed-changes\/Bucket|Console\/\w+)\/Resource$/u,
    why: 'of failed changes only Lambda, the readers and replay know, for 14 days; the pages are public, and in prod CloudFront keeps who came',
  },
  {
    rule: /^(AwsSolutions-SQS3|Serverless-SQSRedrivePolicy)$/u,
    where: /\/EventSources\/[\w/-]+\/Resource$/u,
    why: 'two queues are the dead letters; in the two that wake readers a message stays until its person is served, and an alarm tells when that takes long',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    where: /\/Functions\/[\w-]+\/Resource$/u,
    why: 'Cognito and AppSync wait for the answer, the readers have retries and destinations of their event sources; what remind-invited and count-people, which are invoked asynchronously, have left, their next runs do',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    where: /\/EventSources\/(publish-changes|sync-identity)-parked\/Resource$/u,
    why: 'the source is a queue, which keeps what is not done',
  },
  {
    rule: 'Serverless-EventBusDLQ',
    where: /\/EventSources\/(publish-changes|sync-identity)\/FailedRule\/Resource$/u,
    why: 'it only tells of an object that is safe in the bucket, where replay finds it without having been told',
  },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    where: /\/Monitoring\/Alarms\/[^/]+\/Resource$/u,
    why: 'a mail that could not be delivered helps nobody in a queue: the alarm stays on, and is seen in CloudWatch',
  },
  {
    rule: /^AwsSolutions-CFR[12]$/u,
    where: /\/Console\/Distribution\/Resource$/u,
    why: 'people travel; the pages are public and the same for everybody, and the firewall stands before the API',
  },
  {
    rule: 'AwsSolutions-CFR3',
    where: /\/Console\/Distribution\/Resource$/u,
    why: 'in dev nobody need know who came',
  },
  {
    rule: 'AwsSolutions-CFR4',
    where: /\/Console\/Distribution\/Resource$/u,
    why: "CloudFront's own name takes TLS 1.0 and 1.1; nothing changes it but a name of your own",
  },
  {
    rule: /^(AwsSolutions-(L1|IAM[45]\[.*)|Serverless-Lambda(DLQ|LatestVersion|Tracing))$/u,
    where: /\/(?:Custom::CDKBucketDeployment\w+|Console\/FilesRole)\//u,
    why: "CDK's own function, with the rights that CDK gives it: it puts the console's files into their bucket at a deployment, and nobody else asks it (docs/decisions/0017)",
  },
];
