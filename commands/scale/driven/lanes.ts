import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { Clock } from '../../../functions/lib/clock.ts';

/** As the event source of sync-identity has them (cdk/event-sources.ts). */
const LANES = 10;
const BATCH = 100;

/** Milliseconds until a lane looks again. */
const PAUSE_MS = 250;
const REPEAT_MS = 1_000;

/** The stream as Lambda reads it: people spread over lanes, each a batch at a time; what failed comes again. */
export function createLanes(
  clock: Clock,
  handle: (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>,
) {
  const lanes = Array.from({ length: LANES }, (): DynamoDBRecord[] => []);
  let done = 0;
  let next = 0;
  const read = async (lane: DynamoDBRecord[], isOver: () => boolean): Promise<void> => {
    while (!isOver()) {
      const batch = lane.splice(0, BATCH);
      if (batch.length > 0) {
        const { batchItemFailures } = await handle(batch);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        const again = batch.filter(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
        done += batch.length - again.length;
        lane.unshift(...again);
        if (again.length > 0) await clock.wait(REPEAT_MS);
      }
      await clock.wait(PAUSE_MS);
    }
  };
  return {
    /** A change of somebody of whom there is no other. */
    add(record: DynamoDBRecord): void {
      lanes[next % LANES]?.push(record);
      next += 1;
    },
    /** How many have arrived. */
    done: () => done,
    /** Reads until there will be nothing more. */
    run: (isOver: () => boolean) => Promise.all(lanes.map((lane) => read(lane, isOver))),
  };
}
