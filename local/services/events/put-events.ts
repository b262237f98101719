import { parseObject } from '../../shared/parse-object.ts';

/** An event that somebody puts, before anything of it is checked. */
export interface EventEntry {
  readonly source: unknown;
  readonly detailType: unknown;
  /** JSON text of an object. */
  readonly detail: unknown;
  readonly resources?: unknown;
  /** Seconds since the epoch, or a text that says when. */
  readonly time?: unknown;
}

/** What EventBridge takes. */
export interface TakenEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources: readonly string[];
  /** Milliseconds since the epoch; null without one. */
  readonly at: number | null;
}

/** What became of one. */
export type EntryResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** EventBridge's limits of one call. */
const MOST_EVENTS = 10;
const SIZE_LIMIT = 1_048_576; // 1 MB

/** Why EventBridge takes none of the events, or null. */
export function entriesProblem(entries: readonly EventEntry[]): string | null {
  const limit =
    entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MOST_EVENTS}`;
  if (entries.length === 0 || entries.length > MOST_EVENTS) {
    return `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length ${limit}`;
  }
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  return size > SIZE_LIMIT ? 'Total size of the entries in the request is over the limit.' : null;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf({ source, detail, detailType, resources, time }: EventEntry): number {
  const texts = [
    source,
    detailType,
    detail,
    ...(Array.isArray(resources) ? (resources as unknown[]) : []),
  ];
  const size = texts.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
    0,
  );
  return time === undefined || time === null ? size : size + 14;
}

/**
 * Gives each entry that EventBridge takes to `take`; one that it does not take fails alone.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 * @param take gives the event's id
 */
export function putEvents<Entry extends EventEntry>(
  entries: readonly Entry[],
  take: (taken: TakenEntry, entry: Entry) => string,
): { readonly Entries: readonly EntryResult[]; readonly FailedEntryCount: number } {
  const Entries = entries.map((entry): EntryResult => {
    const taken = read(entry);
    return 'ErrorCode' in taken ? taken : { EventId: take(taken, entry) };
  });
  return { Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length };
}

const REQUIRED = [
  ['source', 'Source'],
  ['detailType', 'DetailType'],
  ['detail', 'Detail'],
] as const;

function read(entry: EventEntry): TakenEntry | Extract<EntryResult, { ErrorCode: string }> {
  for (const [member, name] of REQUIRED) {
    if (typeof entry[member] === 'string' && entry[member] !== '') continue;
    const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage };
  }
  const [source, detailType, text] = [entry.source, entry.detailType, entry.detail].map(String);
  if (source?.startsWith('aws.')) {
    const ErrorMessage = 'Not authorized for the source.';
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage };
  }
  const detail = parseObject(text ?? '');
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const { resources } = entry;
  return {
    source: source ?? '',
    detailType: detailType ?? '',
    detail,
    resources: Array.isArray(resources) ? resources.map(String) : [],
    at: timeIn(entry.time),
  };
}

function timeIn(time: unknown): number | null {
  const at = typeof time === 'number' ? time * 1_000 : Date.parse(String(time));
  return Number.isNaN(at) ? null : at;
}
