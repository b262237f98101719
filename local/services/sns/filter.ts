import type { Subscription } from '../../assembly/model.ts';
import { compilePattern, OPERATORS } from '../../shared/event-pattern/index.ts';
import { isObject } from '../../shared/is-object.ts';
import type { MessageAttribute, PublishedMessage } from './message.ts';

/**
 * Whether a message is for a subscription.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function filterOf({
  filterPolicy,
  filterPolicyScope,
  protocol,
}: Subscription): (message: PublishedMessage) => boolean {
  if (filterPolicy === null) return () => true;
  const matches = compilePattern(filterPolicy, OPERATORS);
  if (filterPolicyScope === 'MessageAttributes') {
    return ({ attributes }) =>
      matches(
        Object.fromEntries(
          Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)]),
        ),
      );
  }
  return ({ textFor }) => {
    try {
      const body: unknown = JSON.parse(textFor(protocol));
      return isObject(body) && matches(body);
    } catch {
      return false;
    }
  };
}

/** Policies look at texts, numbers and lists of them. */
function valueOf({ DataType, StringValue = '' }: MessageAttribute): unknown {
  if (DataType.startsWith('Number')) return Number(StringValue);
  if (DataType === 'String.Array') {
    try {
      return JSON.parse(StringValue) as unknown;
    } catch {
      return undefined;
    }
  }
  return DataType.startsWith('String') ? StringValue : undefined;
}
