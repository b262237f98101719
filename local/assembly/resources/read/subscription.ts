import { compilePattern, OPERATORS, PatternError } from '../../../shared/event-pattern/index.ts';
import { origin, stableId } from '../../template/ids.ts';
import type { Parts, Resource } from '../../template/types.ts';
import { flag, record, requiredText, text } from '../../template/values.ts';

/** Protocols that are played. */
const PLAYED = ['sqs', 'lambda', 'email', 'email-json', 'sms'];

/**
 * Reads a subscription, of a resource of its own or of its topic.
 * @param place which of the topic's own it is
 */
export function readSubscription(
  resource: Resource,
  given: Readonly<Record<string, unknown>>,
  parts: Parts,
  place = '',
): void {
  const protocol = requiredText(given['Protocol']);
  const filterPolicy = text(given['FilterPolicy']) ?? null;
  const problem = problemOf(protocol, filterPolicy);
  if (problem !== null) {
    const type = 'AWS::SNS::Subscription';
    parts.unsupported.push({ ...origin(resource), type, consequence: problem });
    return;
  }
  parts.subscriptions.push({
    ...origin(resource),
    arn: subscriptionArn(resource, given['TopicArn'], place),
    topicArn: requiredText(given['TopicArn']),
    protocol,
    endpoint: requiredText(given['Endpoint']),
    filterPolicy,
    filterPolicyScope:
      given['FilterPolicyScope'] === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    rawMessageDelivery: flag(given['RawMessageDelivery'], false),
    deadLetterArn: text(record(given['RedrivePolicy'])['deadLetterTargetArn']) ?? null,
  });
}

/** `<topic>:<id>`. */
export const subscriptionArn = (resource: Resource, topicArn: unknown, place = ''): string =>
  `${requiredText(topicArn)}:${stableId(resource, `subscription${place}`, 32)}`;

function problemOf(protocol: string, filterPolicy: string | null): string | null {
  if (!PLAYED.includes(protocol)) return `Nothing is brought to subscribers by ${protocol}.`;
  if (filterPolicy === null) return null;
  try {
    compilePattern(filterPolicy, OPERATORS);
    return null;
  } catch (error) {
    if (error instanceof PatternError) return `Its FilterPolicy ${error.message}: it gets nothing.`;
    throw error;
  }
}
