import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createAwsClient } from '../aws-client.ts';

/**
 * Loaded when it is needed: by its names here, so that a bundle holds only what they need.
 * @returns sends a message that is seen after that many seconds
 */
export function connectQueue(QueueUrl: string) {
  const client = createAwsClient(SQSClient, 'sqs');
  return (MessageBody: string, DelaySeconds: number) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
}
