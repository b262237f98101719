import type { Subscription } from '../../assembly/model.ts';
import type { PublishedMessage } from './message.ts';

/** A message on its way to one subscription. */
export interface Notification {
  readonly id: string;
  readonly message: PublishedMessage;
  readonly subscription: Subscription;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What queues and functions get of it, but that functions have other capitals in two names. Nobody signs
 * here: the signature is a text that says so.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function envelopeOf({ id, message, subscription, at }: Notification) {
  const { subject, textFor, attributes } = message;
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: subscription.topicArn,
    Subject: subject,
    Message: textFor(subscription.protocol),
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: Buffer.from('not signed by the local engine').toString('base64'),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { Type: DataType, Value: StringValue ?? BinaryValue },
      ]),
    ),
  };
}

const CERTIFICATE = 'https://sns.invalid/SimpleNotificationService.pem';

const unsubscribeUrl = (arn: string): string =>
  `https://sns.invalid/?Action=Unsubscribe&SubscriptionArn=${arn}`;

/** The text of a message to a queue. */
export function queueText(notification: Notification): string {
  const { subscription, message } = notification;
  if (subscription.rawMessageDelivery) return message.textFor(subscription.protocol);
  const { Subject, MessageAttributes, ...envelope } = envelopeOf(notification);
  return JSON.stringify({
    ...envelope,
    ...(Subject !== null && { Subject }),
    SigningCertURL: CERTIFICATE,
    UnsubscribeURL: unsubscribeUrl(subscription.arn),
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
  });
}

/** The event of a function. https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function functionEvent(notification: Notification): string {
  const { arn } = notification.subscription;
  const Sns = {
    ...envelopeOf(notification),
    SigningCertUrl: CERTIFICATE,
    UnsubscribeUrl: unsubscribeUrl(arn),
  };
  const record = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: arn, Sns };
  return JSON.stringify({ Records: [record] });
}
