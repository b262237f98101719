import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { QueueError, recordOf, type QueueInput } from './action.ts';

/** Parameters of the query protocol whose name differs from the JSON protocol's. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttribute: 'MessageAttributes',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttribute: 'MessageSystemAttributes',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
};

/** The element that each entry of a list is in. */
const ELEMENTS: Readonly<Record<string, string>> = {
  Attributes: 'Attribute',
  Messages: 'Message',
  MessageAttributes: 'MessageAttribute',
  QueueUrls: 'QueueUrl',
  Failed: 'BatchResultErrorEntry',
};

type Tree = Map<string, Tree | string>;

/**
 * A call in the query protocol, by form or by query string; the queue may be the path.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export function readQuery(
  { url = '/' }: Pick<IncomingMessage, 'url'>,
  body: string,
): { readonly name: string; readonly input: QueueInput } {
  const target = URL.parse(url, 'http://gateway');
  const parameters = [...(target?.searchParams ?? []), ...new URLSearchParams(body)];
  const tree: Tree = new Map();
  for (const [path, value] of parameters) put(tree, path.split('.'), value);
  const name = tree.get('Action');
  if (typeof name !== 'string') {
    throw new QueueError(
      'com.amazonaws.sqs#MissingAction',
      'The request must contain the parameter Action.',
    );
  }
  const path = target?.pathname ?? '/';
  const input = valueOf(tree) as QueueInput;
  return { name, input: path === '/' ? input : { QueueUrl: path, ...input } };
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const below = tree.get(name);
  const branch: Tree = typeof below === 'object' ? below : new Map<string, Tree | string>();
  tree.set(name, branch);
  put(branch, rest, value);
}

/** `X.1.Name`, `X.1.Value` to an object, `X.1` to a list, as the JSON protocol has them. */
function valueOf(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const entries = [...node].map(([name, below]) => {
    const isList = Object.hasOwn(LISTS, name);
    return isList ? [LISTS[name] ?? name, listOf(below)] : [name, valueOf(below)];
  });
  return Object.fromEntries(entries) as unknown;
}

function listOf(node: Tree | string): unknown {
  const items = typeof node === 'string' ? [node] : [...node.values()].map(valueOf);
  const named = items.map(recordOf);
  const areNamed = named.every((item) => typeof item['Name'] === 'string' && 'Value' in item);
  if (!areNamed || items.length === 0) return items;
  return Object.fromEntries(named.map(({ Name, Value }) => [String(Name), Value]));
}

/** The answer of an action. */
export function writeQueryAnswer(name: string, output: object): string {
  const result = membersOf(output, name);
  return (
    `<?xml version="1.0"?><${name}Response xmlns="http://queue.amazonaws.com/doc/2012-11-05/">` +
    (result === '' ? '' : `<${name}Result>${result}</${name}Result>`) +
    `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${name}Response>`
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-responses.html */
export function writeQueryError({ queryCode, message }: QueueError): string {
  return (
    '<?xml version="1.0"?><ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error>' +
    `<Type>Sender</Type><Code>${queryCode}</Code><Message>${escape(message)}</Message><Detail/></Error>` +
    `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`
  );
}

function membersOf(value: object, action: string): string {
  return Object.entries(value)
    .map(([name, member]: [string, unknown]) => {
      const element = name === 'Successful' ? `${action}ResultEntry` : (ELEMENTS[name] ?? name);
      if (Array.isArray(member)) {
        return member.map((one) => elementOf(element, one, action)).join('');
      }
      if (element === name || typeof member !== 'object' || member === null) {
        return elementOf(element, member, action);
      }
      return Object.entries(member)
        .map(([Name, Value]) => elementOf(element, { Name, Value: Value as unknown }, action))
        .join('');
    })
    .join('');
}

function elementOf(name: string, value: unknown, action: string): string {
  const content =
    typeof value === 'object' && value !== null ? membersOf(value, action) : escape(String(value));
  return `<${name}>${content}</${name}>`;
}

const escape = (text: string): string =>
  text.replace(/[<>&"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
