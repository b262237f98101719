import { createHash } from 'node:crypto';
import { invalidValue, missingParameter, numberOf, QueueError, recordOf } from './action.ts';
import type { QueueInput } from './action.ts';
import { readGroupId, readSystemAttributes } from './sent-attributes.ts';

/** A message as a sender gives it, found good. */
export interface SentMessage {
  readonly body: string;
  readonly attributes: MessageAttributes | null;
  readonly systemAttributes: MessageAttributes | null;
  readonly groupId: string | null;
  /** Milliseconds. */
  readonly delay: number;
  /** Bytes that count: the body, and names, types and values of attributes. */
  readonly size: number;
}

/** Message attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const MAX_MESSAGE_BYTES = 1_048_576; // 1 MiB
const MAX_ATTRIBUTES = 10;
const MAX_DELAY = 900; // 15 minutes in seconds

/** XML 1.0 characters: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const UNSENDABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * The message of a SendMessage request or an entry of a batch.
 * @throws QueueError MissingParameter, InvalidMessageContents, InvalidParameterValue
 */
export function readMessage(input: QueueInput): SentMessage {
  const { MessageBody: body, MessageAttributes: given, DelaySeconds } = input;
  if (typeof body !== 'string' || body === '') throw missingParameter('MessageBody');
  checkCharacters(body);
  const attributes = readAttributes(given);
  const size = Buffer.byteLength(body) + sizeOf(attributes ?? {});
  if (size > MAX_MESSAGE_BYTES) {
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`,
    );
  }
  const seconds = numberOf(DelaySeconds, {
    name: 'DelaySeconds',
    otherwise: 0,
    min: 0,
    max: MAX_DELAY,
  });
  const systemAttributes = readSystemAttributes(input);
  const groupId = readGroupId(input);
  return { body, attributes, systemAttributes, groupId, delay: seconds * 1_000, size };
}

/** Bytes of a batch's entry that count, also of one that is refused by itself. */
export function sizeOfEntry({ MessageBody: body, MessageAttributes: given }: QueueInput): number {
  const texts = Object.entries(recordOf(given)).flatMap(([name, value]) => {
    const { DataType, StringValue, BinaryValue } = recordOf(value);
    const bytes = typeof BinaryValue === 'string' ? Buffer.from(BinaryValue, 'base64') : '';
    return [name, DataType, StringValue, bytes];
  });
  return [body, ...texts].reduce<number>(
    (sum, part) =>
      sum + (typeof part === 'string' || Buffer.isBuffer(part) ? Buffer.byteLength(part) : 0),
    0,
  );
}

function checkCharacters(text: string): void {
  if (!UNSENDABLE.test(text)) return;
  throw new QueueError(
    'com.amazonaws.sqs#InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.',
  );
}

function readAttributes(given: unknown): MessageAttributes | null {
  const entries = Object.entries(recordOf(given));
  if (entries.length === 0) return null;
  if (entries.length > MAX_ATTRIBUTES) {
    throw invalidValue(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, readAttribute(name, value)]));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
function readAttribute(name: string, value: unknown): MessageAttribute {
  const isName = /^(?!\.)[\w-]+(?:\.[\w-]+)*$/.test(name) && name.length <= 256;
  if (!isName || /^(?:aws|amazon)\./i.test(name)) {
    throw invalidValue(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.), and begins neither with AWS. nor with Amazon.`,
    );
  }
  const { DataType, StringValue, BinaryValue } = recordOf(value);
  if (typeof DataType !== 'string' || !/^(?:String|Number|Binary)(?:\..+)?$/.test(DataType)) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const text = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (text === '') {
    const kind = DataType.startsWith('Binary') ? 'Binary' : 'String';
    throw invalidValue(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`,
    );
  }
  if (typeof text !== 'string') {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (DataType.startsWith('Binary')) return { DataType, BinaryValue: text };
  checkCharacters(text);
  if (DataType.startsWith('Number') && (text.trim() === '' || Number.isNaN(Number(text)))) {
    throw invalidValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { DataType, StringValue: text };
}

const valueOf = ({ StringValue, BinaryValue }: MessageAttribute): Buffer =>
  BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');

function sizeOf(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(attribute.DataType) +
      valueOf(attribute).length,
    0,
  );
}

/** Of a message's body, in hex. */
export const md5Of = (text: string): string => createHash('md5').update(text).digest('hex');

/**
 * The digest that SDKs hold against what they sent.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const digest = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    digest.update(length).update(bytes);
  };
  const sorted = Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, attribute] of sorted) {
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    digest.update(Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]));
    add(valueOf(attribute));
  }
  return digest.digest('hex');
}
