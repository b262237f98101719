import { createHash } from 'node:crypto';

/** A record as GetRecords answers it. */
export interface WireRecord {
  readonly eventName?: string;
  readonly dynamodb?: {
    /** Epoch seconds, with a fraction from some engines. */
    readonly ApproximateCreationDateTime?: number;
    readonly Keys?: Readonly<Record<string, unknown>>;
    readonly NewImage?: Readonly<Record<string, unknown>>;
    readonly OldImage?: Readonly<Record<string, unknown>>;
    readonly SequenceNumber?: string;
    readonly SizeBytes?: number;
    readonly StreamViewType?: string;
  };
  /** Set when the service itself did it, e.g. at the end of an item's time to live. */
  readonly userIdentity?: {
    readonly Type?: string;
    readonly PrincipalId?: string;
    /** As Dynoxide writes the two. */
    readonly type?: string;
    readonly principalId?: string;
  };
}

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
export function toStreamRecord(record: WireRecord, eventSourceArn: string): StreamRecord {
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
      ApproximateCreationDateTime: Math.floor(dynamodb.ApproximateCreationDateTime ?? 0),
      ...(dynamodb.Keys && { Keys: dynamodb.Keys }),
      ...(dynamodb.NewImage && { NewImage: dynamodb.NewImage }),
      ...(dynamodb.OldImage && { OldImage: dynamodb.OldImage }),
      SequenceNumber: sequenceNumber,
      SizeBytes: dynamodb.SizeBytes ?? 0,
      StreamViewType: dynamodb.StreamViewType ?? '',
    },
    ...(userIdentity && {
      userIdentity: {
        type: userIdentity.Type ?? userIdentity.type ?? '',
        principalId: userIdentity.PrincipalId ?? userIdentity.principalId ?? '',
      },
    }),
    eventSourceARN: eventSourceArn,
  };
}
