import { createSignedCall } from '../signed-call.ts';

/**
 * @returns sends a message that is seen after that many seconds
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function connectQueue(QueueUrl: string) {
  const call = createSignedCall('sqs');
  const { host } = new URL(QueueUrl);
  return async (MessageBody: string, DelaySeconds: number): Promise<void> => {
    await call({
      method: 'POST',
      host,
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.SendMessage',
      },
      body: JSON.stringify({ QueueUrl, MessageBody, DelaySeconds }),
    });
  };
}
