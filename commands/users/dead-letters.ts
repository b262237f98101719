import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';

/**
 * Takes from a queue the messages that tell of objects that are gone. Others stay, and can be received
 * again at once.
 */
export async function settle(
  sqs: SQSClient,
  QueueUrl: string,
  isThere: (key: string) => Promise<boolean>,
): Promise<void> {
  const staying: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length === 0) break;
    for (const message of Messages) {
      const key = keyOf(message.Body ?? '');
      if (key === null || (await isThere(key))) staying.push(message);
      else await sqs.send(new DeleteMessageCommand({ QueueUrl, ...receiptOf(message) }));
    }
  }
  for (const message of staying) {
    const receipt = { QueueUrl, ...receiptOf(message) };
    await sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
  }
}

const receiptOf = ({ ReceiptHandle }: Message) => ({ ReceiptHandle });

/**
 * The object that an event tells of, null when it tells of none.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
function keyOf(body: string): string | null {
  try {
    const event = JSON.parse(body) as { detail?: { object?: { key?: unknown } } } | null;
    const key = event?.detail?.object?.key;
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}
