import { randomBytes } from 'node:crypto';

/** Makes the ids of one engine's records: what a start has begun to count, no later one takes for its own. */
export interface Ids {
  /** 16 hexadecimal digits, as a span of W3C's Trace Context has. */
  record(count: number): string;
  /** The count in an id of this engine; null for any other text. */
  countOf(id: string): number | null;
  /** 32 hexadecimal digits: the first 8 are seconds, as X-Ray wants them. */
  trace(count: number, at: number): string;
}

/** Ids of a new engine. */
export function createIds(): Ids {
  const own = randomBytes(4).toString('hex');
  const more = randomBytes(4).toString('hex');
  const counted = (count: number): string => count.toString(16).padStart(8, '0');
  return {
    record: (count) => own + counted(count),
    countOf(id) {
      if (id.length !== 16 || !id.startsWith(own) || !/^[0-9a-f]{8}$/.test(id.slice(8)))
        return null;
      return Number.parseInt(id.slice(8), 16);
    },
    trace: (count, at) =>
      Math.floor(at / 1_000)
        .toString(16)
        .padStart(8, '0') +
      own +
      more +
      counted(count),
  };
}

/** Where a call says that it comes from. */
export interface CallOrigin {
  readonly traceId: string;
  readonly parentId: string | null;
}

/**
 * The origin in the headers of a call, of AWS's tracing header or of W3C's.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function originIn(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): CallOrigin | null {
  const { 'x-amzn-trace-id': aws, traceparent } = headers;
  if (typeof aws === 'string') {
    const root = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(aws);
    const parent = /(?:^|;)\s*Parent=([0-9a-f]{16})/.exec(aws);
    if (root) return { traceId: `${root[1]}${root[2]}`, parentId: parent?.[1] ?? null };
  }
  if (typeof traceparent !== 'string') return null;
  const parts = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(traceparent);
  return parts ? { traceId: parts[1] ?? '', parentId: parts[2] ?? null } : null;
}

/** What Lambda puts there for what is not recorded. */
export const UNSAMPLED_TRACE_HEADER = `Root=1-${'0'.repeat(8)}-${'0'.repeat(24)};Sampled=0`;

/** Whether what calls is not recorded, as it says itself. */
export const isUnsampled = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): boolean => headers['x-amzn-trace-id'] === UNSAMPLED_TRACE_HEADER;

/** What Lambda puts into `_X_AMZN_TRACE_ID`, and AWS's SDKs into the headers of their calls. */
export function awsTraceHeader(traceId: string, parentId: string): string {
  return `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${parentId};Sampled=1`;
}
