import type { Permissions } from '../../aws/iam/types.ts';

const INVOKE = 'lambda:InvokeFunction';

/**
 * Whether permissions suffice to invoke a function: null, or the sentence that Lambda refuses it with.
 * An alias or version is one code with the function here, so that a grant on either does.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function refusalToInvoke(permissions: Permissions, functionArn: string): string | null {
  const refusal = permissions.refusal(INVOKE, functionArn);
  const unqualified = functionArn.split(':').slice(0, 7).join(':');
  if (refusal === null || unqualified === functionArn) return refusal;
  return permissions.refusal(INVOKE, unqualified) === null ? null : refusal;
}

/** What Lambda calls with the role of a function that hands something on, by the service of the ARN. */
const DELIVERIES: Readonly<Record<string, readonly [action: string, service: string]>> = {
  events: ['events:PutEvents', 'EventBridge'],
  lambda: [INVOKE, 'Lambda'],
  sns: ['sns:Publish', 'SNS'],
  sqs: ['sqs:SendMessage', 'SQS'],
};

/**
 * Whether permissions suffice for a dead-letter queue or destination: null, or the sentence that Lambda
 * refuses the function or event source with.
 */
export function refusalToDeliver(permissions: Permissions, arn: string): string | null {
  if (arn.split(':')[2] === 's3') return refusalToPut(permissions, arn);
  const [action, service] = DELIVERIES[arn.split(':')[2] ?? ''] ?? [];
  if (!action || permissions.refusal(action, arn) === null) return null;
  const call = action.replace(/^.*:/, '');
  return `The provided execution role does not have permissions to call ${call} on ${service} (${arn})`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
function refusalToPut(permissions: Permissions, bucketArn: string): string | null {
  const needs = [
    ['PutObject', `${bucketArn}/aws/lambda/any`],
    ['ListBucket', bucketArn],
  ] as const;
  const missing = needs.find(([call, arn]) => permissions.refusal(`s3:${call}`, arn) !== null);
  if (!missing) return null;
  return `The provided execution role does not have permissions to call ${missing[0]} on S3 (${bucketArn})`;
}

/**
 * Whether permissions suffice to be fed from a queue: null, or the sentence that Lambda refuses the event
 * source with.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function refusalToReceive(permissions: Permissions, queueArn: string): string | null {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
  const missing = actions.find(
    (action) => permissions.refusal(`sqs:${action.toLowerCase()}`, queueArn) !== null,
  );
  return missing === undefined
    ? null
    : `The provided execution role does not have permissions to call ${missing} on SQS`;
}

/**
 * Whether permissions suffice to read a DynamoDB stream: null, or the sentence that Lambda refuses the
 * event source with.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-permissions.html
 */
export function refusalToRead(permissions: Permissions, streamArn: string): string | null {
  const actions = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'];
  const missing = actions.filter(
    (action) => permissions.refusal(`dynamodb:${action}`, streamArn) !== null,
  );
  if (missing.length === 0) return null;
  return (
    `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, ` +
    'GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM. ' +
    `It may not: ${missing.join(', ')}.`
  );
}
