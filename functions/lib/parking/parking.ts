import type { DynamoDBRecord, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import pMap from 'p-map';
import type { Clock } from '../clock.ts';
import type { Log } from '../logger.ts';
import { describeError } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { timeLeft, withinLimit } from '../time-limit.ts';
import { UnreadableRecordError } from '../record-change.ts';
import type { ParkedChanges, PersonKey, PersonState, ReaderName } from './parked-changes.ts';
import { personKey } from './parked-changes.ts';

/** What parking works with. */
export interface ParkingParts {
  /** The name of the reader: each keeps its own. */
  readonly reader: ReaderName;
  readonly changes: ParkedChanges;
  /** Has a person looked at again, after so many seconds. */
  readonly wake: (person: PersonKey, delaySeconds: number) => Promise<void>;
  /** Keeps a change for an operator that failed for good, after so many tries. */
  readonly giveUp: (record: DynamoDBRecord, attempts: number) => Promise<void>;
  /** How often a change is tried again before it is given up. */
  readonly retries: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What the reader of a stream needs of it. */
export type Parking = ReturnType<typeof createParking>;

/**
 * Milliseconds that one person's change may take while others wait for the batch to end. Enough for a
 * cold start's calls; what takes longer is tried again, with more time, by itself.
 */
const FIRST_TRY_MS = 3_000;

/** Milliseconds of one later try; of a reader's 60 seconds, for two people one after the other. */
const LATER_TRY_MS = 20_000;

/**
 * Milliseconds of an invocation that are left for setting people aside, which takes them some hundredths of
 * a second each: when all is down no more are tried than time allows.
 */
const CLOSING_MS = 10_000;

const PEOPLE_AT_ONCE = 5;

/** Seconds. Below 5 minutes, so that the alarm on who waits for long hears of each period. */
const LAST_PAUSE = 240;

const UNREADABLE_RETRIES = 2;

/** From then on an operator should hear of it. */
const LONG_MS = 5 * 60_000;

/** 1 second, doubled with each try. */
const pauseAfter = (attempts: number) => Math.min(2 ** Math.max(0, attempts - 1), LAST_PAUSE);

/**
 * Sets the changes of people aside that a reader of the stream cannot take now, so that they hold up
 * nobody else, and works them off: of each person in order, with growing pauses.
 */
export function createParking(parts: ParkingParts) {
  const { reader, changes, wake } = parts;
  return {
    /** Those of the ids of whom changes wait: later ones have to wait behind them. */
    async waiting(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const found = await changes.waiting(ids.map((id) => personKey(reader, id)));
      return new Set(ids.filter((id) => found.has(personKey(reader, id))));
    },

    /** One try while others wait. */
    firstTry: <Result>(run: () => Promise<Result>): Promise<Result> => {
      const ms = timeFor(FIRST_TRY_MS);
      return ms > 0 ? withinLimit(ms, run) : Promise.reject(new NoTimeLeftError());
    },

    /** Kept first: who is woken finds it. When this fails the stream brings the changes again. */
    async park(id: string, records: readonly DynamoDBRecord[]): Promise<void> {
      const person = personKey(reader, id);
      await changes.put(person, records);
      await wake(person, pauseAfter(1));
    },

    /** Looks at the people whom messages tell of. A message that fails comes again. */
    async workOff(
      messages: readonly SQSRecord[],
      handle: (record: DynamoDBRecord) => Promise<void>,
    ): Promise<SQSBatchResponse> {
      const failed = await pMap(
        messages,
        async (message) => {
          const isDone = await look(parts, message, handle);
          return isDone ? [] : [{ itemIdentifier: message.messageId }];
        },
        { concurrency: PEOPLE_AT_ONCE },
      );
      return { batchItemFailures: failed.flat() };
    },
  };
}

/** Of so many milliseconds, those that the invocation has. */
const timeFor = (ms: number) => Math.min(ms, timeLeft() - CLOSING_MS);

/**
 * Whether a message may go: another is on its way when there is more to do. One that comes again is of
 * somebody who failed or died between that and the other; so it stays until it finds nobody at it.
 */
async function look(
  parts: ParkingParts,
  { body: person, attributes }: SQSRecord,
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<boolean> {
  try {
    const state = await parts.changes.lease(person);
    if (state === 'later') return Number(attributes.ApproximateReceiveCount) === 1;
    if (state) await workOffPerson(parts, person, state, handle);
    return true;
  } catch (error) {
    parts.log.error('parked changes not worked off', describeError(error));
    countLong(parts, Number(attributes.SentTimestamp));
    return false;
  }
}

async function workOffPerson(
  parts: ParkingParts,
  person: PersonKey,
  state: PersonState,
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<void> {
  const { changes, clock } = parts;
  const end = clock.now() + timeFor(LATER_TRY_MS);
  let { attempts } = state;
  let parked: number | null = state.parked;
  while (parked !== null) {
    const next = await changes.first(person);
    if (!next) {
      parked = await changes.finish(person, parked);
      continue;
    }
    const left = end - clock.now();
    if (left <= 0) return postpone(parts, person, 0);
    try {
      // The function itself dies of it each time: it would never get to give it up.
      if (attempts > parts.retries + 1) throw new TriedTooOftenError();
      await withinLimit(left, () => handle(next.record));
      attempts = 0;
    } catch (error) {
      parts.log.warn('parked change failed', { attempts, ...describeError(error) });
      countLong(parts, next.parkedAt);
      if (attempts <= retriesOf(error, parts)) return postpone(parts, person, attempts);
      await parts.giveUp(next.record, attempts);
    }
    await changes.remove(person, next);
  }
}

/** What cannot be read will not be read later: the change that corrects it waits behind. */
const retriesOf = (error: unknown, { retries }: ParkingParts) =>
  error instanceof UnreadableRecordError ? Math.min(retries, UNREADABLE_RETRIES) : retries;

async function postpone(
  { changes, wake }: ParkingParts,
  person: PersonKey,
  attempts: number,
): Promise<void> {
  const pause = pauseAfter(attempts);
  await changes.postpone(person, attempts, pause * 1_000);
  await wake(person, pause);
}

/** @param since milliseconds since the epoch */
function countLong({ clock, metrics }: ParkingParts, since: number): void {
  if (clock.now() - since >= LONG_MS) metrics.count('ChangesWaiting');
}

class NoTimeLeftError extends Error {
  override readonly name = 'NoTimeLeftError';
}

class TriedTooOftenError extends Error {
  override readonly name = 'TriedTooOftenError';
}
