import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeBacklog } from '../../generated/schema-types.ts';

/** What the backlog is counted from. */
export interface BacklogServices {
  readonly sqs: SQSClient;
  /** URLs of the queues that wake readers: a message a person whose changes wait. */
  readonly parkedQueues: readonly string[];
  /** URLs of the queues that tell of changes which were given up: a message a change. */
  readonly deadLetterQueues: readonly string[];
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  // One that is being worked on, or waits for its next try, waits all the same.
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/**
 * How many changes have not arrived, as SQS counts them: about.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export async function changeBacklog(services: BacklogServices): Promise<ChangeBacklog> {
  const { sqs, parkedQueues, deadLetterQueues } = services;
  const count = async (urls: readonly string[]): Promise<number> => {
    const counts = await Promise.all(urls.map((url) => messagesOf(sqs, url)));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  const [waiting, givenUp] = await Promise.all([count(parkedQueues), count(deadLetterQueues)]);
  return { waiting, givenUp };
}

async function messagesOf(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const question = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] });
  const { Attributes = {} } = await sqs.send(question);
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
