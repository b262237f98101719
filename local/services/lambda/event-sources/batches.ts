import { PAYLOAD_LIMIT } from '../function-errors.ts';
import type { StreamRecord } from './stream-record.ts';

/** Room for the members around the records. */
const OVERHEAD = 1_024;

/** Takes the next batch out of a buffer: at most `size` records and what Lambda takes in one event. */
export function takeBatch(buffer: StreamRecord[], size: number): StreamRecord[] {
  let bytes = OVERHEAD;
  let count = 0;
  for (const record of buffer.slice(0, size)) {
    bytes += Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes > PAYLOAD_LIMIT && count > 0) break;
    count += 1;
  }
  return buffer.splice(0, count);
}
