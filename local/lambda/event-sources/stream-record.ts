import type { _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';
import { createHash } from 'node:crypto';

/** One entry of `Records` in the event of a DynamoDB stream. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys?: unknown;
    readonly NewImage?: unknown;
    readonly OldImage?: unknown;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly eventSourceARN: string;
}

/**
 * A record as Lambda hands it to a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * @param eventSourceArn the stream as the template names it, whatever the engine calls it
 */
export function toStreamRecord(record: SdkRecord, eventSourceArn: string): StreamRecord {
  const { dynamodb = {}, userIdentity } = record;
  const sequenceNumber = dynamodb.SequenceNumber ?? '';
  return {
    // 32 hex digits as in AWS, the same at every delivery.
    eventID: createHash('md5').update(`${eventSourceArn} ${sequenceNumber}`).digest('hex'),
    eventName: record.eventName ?? 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: eventSourceArn.split(':')[3] ?? '',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(
        (dynamodb.ApproximateCreationDateTime?.getTime() ?? 0) / 1_000,
      ),
      ...(dynamodb.Keys && { Keys: toWire(dynamodb.Keys) }),
      ...(dynamodb.NewImage && { NewImage: toWire(dynamodb.NewImage) }),
      ...(dynamodb.OldImage && { OldImage: toWire(dynamodb.OldImage) }),
      SequenceNumber: sequenceNumber,
      SizeBytes: dynamodb.SizeBytes ?? 0,
      StreamViewType: dynamodb.StreamViewType ?? '',
    },
    ...(userIdentity && {
      userIdentity: {
        // Dynoxide writes both names in lower case, and the SDK drops them.
        type: userIdentity.Type ?? 'Service',
        principalId: userIdentity.PrincipalId ?? 'dynamodb.amazonaws.com',
      },
    }),
    eventSourceARN: eventSourceArn,
  };
}

/** Binary values back to the base64 that the API sends. */
function toWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toWire(member)]));
}
