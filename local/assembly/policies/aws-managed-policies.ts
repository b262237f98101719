import type { PolicyStatement } from '../model.ts';

const PREFIX = /^arn:[^:]+:iam::aws:policy\/(?:service-role\/|job-function\/|aws-service-role\/)?/;

const everything = { patterns: ['*'], isExcept: false };
const allow = (...patterns: string[]): readonly PolicyStatement[] => [
  { effect: 'Allow', actions: { patterns, isExcept: false }, resources: everything },
];
/** Of the services that this engine plays, it has to do with none. */
const ELSEWHERE: readonly PolicyStatement[] = [];

const READ_TABLES = [
  'BatchGet*',
  'Describe*',
  'Get*',
  'List*',
  'Query',
  'Scan',
  'PartiQLSelect',
].map((action) => `dynamodb:${action}`);
const READ_STREAMS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);
const READ_POOLS = ['Describe*', 'Get*', 'List*', 'AdminGet*', 'AdminList*'].map(
  (action) => `cognito-idp:${action}`,
);
const READ_QUEUES = [
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListQueues',
  'ListDeadLetterSourceQueues',
].map((action) => `sqs:${action}`);

/**
 * What AWS's own policies say on the services that this engine plays.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const POLICIES: Readonly<Record<string, readonly PolicyStatement[]>> = {
  AdministratorAccess: allow('*'),
  AmazonCognitoDeveloperAuthenticatedIdentities: ELSEWHERE,
  AmazonCognitoPowerUser: allow('cognito-idp:*'),
  AmazonCognitoReadOnly: allow(...READ_POOLS),
  AmazonDynamoDBFullAccess: allow('dynamodb:*'),
  AmazonDynamoDBFullAccess_v2: allow('dynamodb:*'),
  AmazonDynamoDBReadOnlyAccess: allow(...READ_TABLES),
  AmazonEventBridgeFullAccess: allow('events:*'),
  AmazonS3FullAccess: ELSEWHERE,
  AmazonS3ReadOnlyAccess: ELSEWHERE,
  AmazonSESFullAccess: allow('ses:*'),
  AmazonSESReadOnlyAccess: ELSEWHERE,
  AmazonSNSFullAccess: allow('sns:*'),
  AmazonSQSFullAccess: allow('sqs:*'),
  AmazonSQSReadOnlyAccess: allow(...READ_QUEUES),
  AmazonSSMReadOnlyAccess: ELSEWHERE,
  AWSAppSyncAdministrator: allow('appsync:*'),
  AWSAppSyncInvokeFullAccess: allow('appsync:GraphQL'),
  AWSAppSyncPushToCloudWatchLogs: ELSEWHERE,
  AWSAppSyncSchemaAuthor: ELSEWHERE,
  AWSLambda_FullAccess: allow('lambda:*'),
  AWSLambda_ReadOnlyAccess: ELSEWHERE,
  AWSLambdaBasicExecutionRole: ELSEWHERE,
  AWSLambdaDynamoDBExecutionRole: allow(...READ_STREAMS),
  AWSLambdaExecute: ELSEWHERE,
  'AWSLambdaInvocation-DynamoDB': allow('lambda:InvokeFunction', ...READ_STREAMS),
  AWSLambdaRole: allow('lambda:InvokeFunction'),
  AWSLambdaSQSQueueExecutionRole: allow(
    ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`),
  ),
  AWSLambdaVPCAccessExecutionRole: ELSEWHERE,
  AWSXrayWriteOnlyAccess: ELSEWHERE,
  AWSXRayDaemonWriteAccess: ELSEWHERE,
  CloudWatchLambdaApplicationSignalsExecutionRolePolicy: ELSEWHERE,
  CloudWatchLambdaInsightsExecutionRolePolicy: ELSEWHERE,
  CloudWatchLogsFullAccess: ELSEWHERE,
  // All but IAM, organizations and accounts.
  PowerUserAccess: allow('*'),
  ReadOnlyAccess: allow(...READ_TABLES, ...READ_POOLS, ...READ_QUEUES, 'sqs:ReceiveMessage'),
  SecretsManagerReadWrite: ELSEWHERE,
};

/** Names of the policies, for whoever lists them. */
export const KNOWN_POLICIES: readonly string[] = Object.keys(POLICIES);

/** The statements of a policy of AWS that have to do with this engine; null for one it does not know. */
export function awsManagedPolicy(arn: string): readonly PolicyStatement[] | null {
  return PREFIX.test(arn) ? (POLICIES[arn.replace(PREFIX, '')] ?? null) : null;
}
