import { md5Of, type MessageAttributes, type ReceivedMessage } from '../../sqs/index.ts';

/**
 * A message as Lambda gives it to a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function toQueueRecord(
  message: ReceivedMessage,
  eventSourceARN: string,
  awsRegion: string,
): object {
  const attributes = JSON.parse(message.attributes ?? '{}') as MessageAttributes;
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      // What a service of the account sent is the account's.
      SenderId: eventSourceARN.split(':')[4] ?? '',
      ...message.system,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: md5Of(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}
