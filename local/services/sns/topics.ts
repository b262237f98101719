import { randomUUID } from 'node:crypto';
import type { Subscription, Topic } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracer } from '../../tracing/index.ts';
import { tracedDelivery, type Failure } from '../events/index.ts';
import { filterOf } from './filter.ts';
import type { PublishedMessage } from './message.ts';
import { functionEvent, queueText, type Notification } from './notification.ts';
import { subscribers } from './subscribers/index.ts';
import type { SubscriberServices } from './subscribers/subscriber.ts';

/** What topics are played with. */
export interface TopicsOptions extends SubscriberServices {
  readonly topics: readonly Topic[];
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers what is brought where. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** Brings a message to the subscribers of a topic; null when there is none of that ARN, else its id. */
export type Publish = (topicArn: string, message: PublishedMessage) => string | null;

interface ReadTopic {
  readonly topic: Topic;
  readonly subscriptions: readonly {
    readonly subscription: Subscription;
    readonly isFor: (message: PublishedMessage) => boolean;
  }[];
}

/** Reads the filters of all subscriptions. */
export function createPublish(options: TopicsOptions): Publish {
  const byArn = new Map(options.topics.map((topic) => [topic.arn, readTopic(topic)]));
  return (topicArn, message) => {
    const found = byArn.get(topicArn);
    if (!found) return null;
    const id = randomUUID();
    const { topic, subscriptions } = found;
    const where = `${topic.stackName}/${topic.logicalId}`;
    const event = { MessageId: id, Subject: message.subject, Message: message.textFor('default') };
    tracedDelivery(options.tracer, { kind: 'event', where, event }, () =>
      subscriptions
        .filter(({ isFor }) => isFor(message))
        .flatMap(({ subscription }) => {
          const at = options.clock.now();
          return bring({ id, message, subscription, at }, options) ?? [];
        }),
    );
    return id;
  };
}

const readTopic = (topic: Topic): ReadTopic => ({
  topic,
  subscriptions: topic.subscriptions.map((subscription) => ({
    subscription,
    isFor: filterOf(subscription),
  })),
});

/** What is not taken goes to the dead-letter queue of the subscription as it would have come. */
function bring(notification: Notification, services: TopicsOptions): Failure | null {
  const { subscription } = notification;
  const { protocol, endpoint, deadLetterArn, stackName, logicalId } = subscription;
  const failure = subscribers.get(protocol)?.(notification, services) ?? null;
  if (failure === null) return null;
  const body = protocol === 'lambda' ? functionEvent(notification) : queueText(notification);
  const isKept = deadLetterArn !== null && services.sendToQueue(deadLetterArn, body);
  const outcome = isKept ? `it is in ${deadLetterArn}` : 'it is lost';
  const where = `${stackName}/${logicalId}`;
  services.log.warn('sns', `${where}: ${endpoint} took nothing, ${outcome}: ${failure.message}`);
  return failure;
}
