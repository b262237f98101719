import { invalidValue, recordOf, type QueueInput } from './action.ts';
import type { MessageAttributes } from './message.ts';
import type { SystemAttributes } from './system-attributes.ts';

const TRACE_HEADER = 'AWSTraceHeader';
const GROUP_ID = /^[!-~]{1,128}$/;

/**
 * The only one that senders may give.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 * @throws QueueError InvalidParameterValue
 */
export function readSystemAttributes({
  MessageSystemAttributes: given,
}: QueueInput): MessageAttributes | null {
  const attributes = recordOf(given);
  const unknown = Object.keys(attributes).find((name) => name !== TRACE_HEADER);
  if (unknown !== undefined) {
    throw invalidValue(
      `Message system attribute name '${unknown}' is invalid. It can only be ${TRACE_HEADER}.`,
    );
  }
  if (!(TRACE_HEADER in attributes)) return null;
  const { DataType, StringValue } = recordOf(attributes[TRACE_HEADER]);
  if (DataType !== 'String') {
    throw invalidValue(`The message system attribute '${TRACE_HEADER}' must be of type 'String'.`);
  }
  if (typeof StringValue !== 'string' || StringValue === '') {
    throw invalidValue(
      `Message (system) attribute '${TRACE_HEADER}' must contain a non-empty value of type 'String'.`,
    );
  }
  return { [TRACE_HEADER]: { DataType, StringValue } };
}

/**
 * What fair queues go by.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html
 * @throws QueueError InvalidParameterValue
 */
export function readGroupId({ MessageGroupId: given }: QueueInput): string | null {
  if (given === undefined || given === null) return null;
  if (typeof given === 'string' && GROUP_ID.test(given)) return given;
  const shown = typeof given === 'string' ? given : JSON.stringify(given);
  throw invalidValue(
    `Value ${shown} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

/** What receivers are told of a message's sender and its request. */
export const keptAttributes = (
  senderId: string | undefined,
  traced: MessageAttributes | null,
  groupId: string | null,
): SystemAttributes => ({
  ...(senderId !== undefined && { SenderId: senderId }),
  ...(traced && { [TRACE_HEADER]: traced[TRACE_HEADER]?.StringValue ?? '' }),
  ...(groupId !== null && { MessageGroupId: groupId }),
});
