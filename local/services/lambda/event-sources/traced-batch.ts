import type { Tracer, Writer } from '../../../tracing/index.ts';
import { traceErrorOf } from '../source-of-error.ts';
import type { InvokeResult } from '../types.ts';
import type { StreamRecord } from './stream-record.ts';

/** A batch of an event source on its way to its function. */
interface Batch {
  readonly kind: 'stream' | 'queue';
  /** `<stack>/<logical id>` of the mapping. */
  readonly where: string;
  /** Who wrote what is in it; those that are not known left out. */
  readonly writers: readonly Writer[];
  readonly event: unknown;
}

/** Invokes the function and remembers the batch, which was caused by whoever wrote what is in it. */
export async function tracedBatch(
  tracer: Tracer | undefined,
  { kind, where, writers, event }: Batch,
  invoke: () => Promise<InvokeResult>,
): Promise<InvokeResult> {
  if (!tracer || (writers.length === 0 && !tracer.admits())) return invoke();
  const [first, ...others] = writers;
  const record = tracer.begin(kind, where, {
    cause: null,
    origin: first ? { traceId: first.traceId, parentId: first.recordId } : null,
  });
  record.causeIs = first
    ? writers.every(({ isCertain }) => isCertain)
      ? 'certain'
      : 'likely'
    : null;
  record.otherCauseIds = [
    ...new Set(others.map(({ recordId }) => recordId).filter((id) => id !== first?.recordId)),
  ];
  record.keepRequest(JSON.stringify(event));
  record.notAgain = 'its invocation, which is below it, can';
  const result = await tracer.run(record, invoke);
  record.keepResponse(JSON.stringify(result.ok ? result.payload : result.error));
  if (result.ok) record.end('succeeded');
  else record.end('failed', [traceErrorOf(result.error, '/')]);
  return result;
}

/** Who wrote the records of a stream. */
export function writersOf(
  tracer: Tracer | undefined,
  tableName: string,
  records: readonly StreamRecord[],
): readonly Writer[] {
  if (!tracer) return [];
  return records.flatMap(({ eventName, dynamodb, userIdentity }) => {
    // The service itself did it.
    if (userIdentity) return [];
    const { SequenceNumber, Keys, NewImage, ApproximateCreationDateTime } = dynamodb;
    const change = {
      eventName,
      sequenceNumber: SequenceNumber,
      keys: (Keys ?? {}) as Readonly<Record<string, unknown>>,
      newImage: NewImage as Readonly<Record<string, unknown>> | undefined,
      createdAt: ApproximateCreationDateTime,
    };
    return tracer.writes.writerOf(tableName, change) ?? [];
  });
}
