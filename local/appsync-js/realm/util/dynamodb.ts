import { entries, isArray, isRecord, jsonParse, jsonStringify } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';

/** One DynamoDB value in AppSync's form: numbers stay JSON numbers. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** The typed form of any value: objects as M, arrays as L, never sets. */
export function toDynamoDB(value: unknown): AttributeValue {
  if (value === null || value === undefined) return { NULL: null };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (isArray(value)) return { L: value.map((entry: unknown) => toDynamoDB(entry)) };
  if (isRecord(value)) return { M: toMapValues(value) };
  throw new UtilError(`A ${typeof value} cannot be a DynamoDB value`);
}

/** Each member typed; undefined members are dropped. */
export function toMapValues(value: Record<string, unknown>): Record<string, AttributeValue> {
  const typed: Record<string, AttributeValue> = {};
  for (const [name, member] of entries(value)) {
    if (member !== undefined) typed[name] = toDynamoDB(member);
  }
  return typed;
}

/** Null for text that is not JSON. */
function parsedJson(text: string): unknown {
  try {
    return jsonParse(text);
  } catch {
    return null;
  }
}

const typed = (type: string) => (value: unknown) =>
  value === null || value === undefined ? null : { [type]: value };

/**
 * util.dynamodb.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html
 */
export const dynamodb = {
  toDynamoDB,
  toString: typed('S'),
  toStringSet: typed('SS'),
  toNumber: typed('N'),
  toNumberSet: typed('NS'),
  toBinary: typed('B'),
  toBinarySet: typed('BS'),
  toBoolean: typed('BOOL'),
  toNull: () => ({ NULL: null }),
  toList: (value: unknown) => (isArray(value) ? toDynamoDB(value) : null),
  toMap: (value: unknown) => (isRecord(value) ? toDynamoDB(value) : null),
  toMapValues: (value: unknown) => (isRecord(value) ? toMapValues(value) : null),
  toS3Object(key: string, bucket: string, region: string, version?: string) {
    const s3 = version === undefined ? { key, bucket, region } : { key, bucket, region, version };
    return { S: jsonStringify({ s3 }) };
  },
  fromS3ObjectJson(text: string): unknown {
    const parsed = parsedJson(text);
    return isRecord(parsed) ? (parsed.s3 ?? null) : null;
  },
};
