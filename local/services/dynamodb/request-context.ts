import type { RequestContext } from '../../aws/iam/types.ts';

/** A call in DynamoDB's own JSON. */
export type CallInput = Readonly<Record<string, unknown>>;

interface Enclosing {
  /** Name of the key attribute that the call's table or index is partitioned by, if it is known. */
  readonly partitionKey: string | null;
  /** The transaction or batch that the call is a part of. */
  readonly enclosing: string | null;
}

/**
 * What conditions of policies see of a call.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function contextOf(
  action: string,
  input: CallInput,
  { partitionKey, enclosing }: Enclosing,
): RequestContext {
  return {
    'dynamodb:Attributes': [...new Set(attributesIn(input))],
    'dynamodb:EnclosingOperation': enclosing ?? undefined,
    'dynamodb:LeadingKeys': partitionKey === null ? [] : leadingKeys(input, partitionKey),
    'dynamodb:ReturnConsumedCapacity': textOf(input.ReturnConsumedCapacity),
    'dynamodb:ReturnValues': textOf(input.ReturnValues),
    'dynamodb:Select': READS.has(action) ? selectOf(input) : undefined,
  };
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

function selectOf({ Select, ProjectionExpression, AttributesToGet }: CallInput): string {
  const isPart = ProjectionExpression !== undefined || AttributesToGet !== undefined;
  return textOf(Select) ?? (isPart ? 'SPECIFIC_ATTRIBUTES' : 'ALL_ATTRIBUTES');
}

/** Items of a call and of a batch for one table. */
function itemsOf({ Key, Item, Keys, Writes }: CallInput): readonly CallInput[] {
  return [Key, Item, ...listOf(Keys), ...listOf(Writes)]
    .filter((item) => item !== undefined)
    .map(recordOf);
}

function leadingKeys(input: CallInput, partitionKey: string): string[] {
  const values = [
    ...itemsOf(input).map((item) => item[partitionKey]),
    ...listOf(recordOf(recordOf(input.KeyConditions)[partitionKey]).AttributeValueList),
    ...equalValues(input, partitionKey),
  ];
  return values.flatMap((value) => Object.values(recordOf(value)).map(String));
}

/** Values that a key condition compares an attribute with. */
function equalValues(input: CallInput, attribute: string): unknown[] {
  const names = recordOf(input.ExpressionAttributeNames);
  const text = textOf(input.KeyConditionExpression) ?? '';
  return [...text.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)|(:\w+)\s*=\s*(#?[\w.-]+)/g)]
    .map(([, left, right, otherRight, otherLeft]) => ({
      name: left ?? otherLeft ?? '',
      value: right ?? otherRight ?? '',
    }))
    .filter(({ name }) => (names[name] ?? name) === attribute)
    .map(({ value }) => recordOf(input.ExpressionAttributeValues)[value]);
}

const EXPRESSIONS = ['Projection', 'Filter', 'KeyCondition', 'Condition', 'Update'] as const;
const KEYED_BY_ATTRIBUTE = [
  'AttributeUpdates',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];
const KEYWORDS = /^(?:AND|OR|NOT|BETWEEN|IN|SET|REMOVE|ADD|DELETE)$/i;

/** Attributes at the top of an item that a call names. */
function attributesIn(input: CallInput): string[] {
  const names = recordOf(input.ExpressionAttributeNames);
  const texts = EXPRESSIONS.map((kind) => textOf(input[`${kind}Expression`]) ?? '');
  // Neither below a dot, nor a value, nor a function.
  const words = texts.flatMap((text) => text.match(/(?<![.:\w#-])#?[A-Za-z_]\w*(?![\w(])/g) ?? []);
  return [
    ...itemsOf(input).flatMap(Object.keys),
    ...words.filter((word) => !KEYWORDS.test(word)).map((word) => textOf(names[word]) ?? word),
    ...listOf(input.AttributesToGet).map(String),
    ...KEYED_BY_ATTRIBUTE.flatMap((member) => Object.keys(recordOf(input[member]))),
  ];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/** An object, or an empty one. */
export const recordOf = (value: unknown): CallInput =>
  typeof value === 'object' && value !== null ? (value as CallInput) : {};
