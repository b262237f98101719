import { AwsError } from '../../aws/index.ts';
import { isObject } from '../../shared/is-object.ts';

/** A message attribute, in the names of AWS. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** A message as a publisher gives it, found good. */
export interface PublishedMessage {
  readonly subject: string | null;
  /** What subscribers get, by their protocol. */
  readonly textFor: (protocol: string) => string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
const MAX_BYTES = 262_144; // 256 KiB
const MAX_SUBJECT = 100;

/** A refusal of what a request holds. */
export const invalid = (problem: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${problem}`);

/**
 * The message of a Publish request, or of an entry of a batch.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 * @throws AwsError InvalidParameter
 */
export function readMessage(input: Readonly<Record<string, unknown>>): PublishedMessage {
  const { Message, Subject, MessageStructure, MessageAttributes } = input;
  const message = typeof Message === 'string' ? Message : '';
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message) > MAX_BYTES) throw invalid('Message too long');
  const subject = typeof Subject === 'string' ? Subject : null;
  if (subject !== null && !/^[ -~]+$/.test(subject)) throw invalid('Subject');
  if (subject !== null && subject.length > MAX_SUBJECT) throw invalid('Subject');
  const texts = MessageStructure === 'json' ? textsIn(message) : null;
  return {
    subject,
    textFor: (protocol) => texts?.[protocol] ?? texts?.['default'] ?? message,
    attributes: Object.fromEntries(
      Object.entries(isObject(MessageAttributes) ? MessageAttributes : {}).map(([name, value]) => [
        name,
        readAttribute(name, value),
      ]),
    ),
  };
}

/** One text for each protocol, and a default one. */
function textsIn(message: string): Readonly<Record<string, string>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  if (!isObject(parsed) || typeof parsed['default'] !== 'string') {
    throw invalid('Message Structure - No default entry in JSON message body');
  }
  const texts = Object.entries(parsed).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(texts) as Record<string, string>;
}

function readAttribute(name: string, value: unknown): MessageAttribute {
  const { DataType, StringValue, BinaryValue } = isObject(value) ? value : {};
  if (typeof DataType !== 'string' || !/^(?:String|Number|Binary)(?:\..+)?$/.test(DataType)) {
    throw invalid(`The message attribute '${name}' has no type of String, Number or Binary`);
  }
  const text = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (typeof text !== 'string' || text === '') {
    throw invalid(`The message attribute '${name}' must contain a non-empty value`);
  }
  return DataType.startsWith('Binary')
    ? { DataType, BinaryValue: text }
    : { DataType, StringValue: text };
}
