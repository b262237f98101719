import type { RawRecord } from './record.ts';

/** Records that came to their end, the oldest of which go when they take more than `maxBytes`. */
export interface Ring {
  readonly bytes: number;
  readonly dropped: number;
  add(record: RawRecord): void;
  /** Oldest first. */
  all(): readonly RawRecord[];
  clear(): void;
}

/** Places at the front that are empty before the list is made anew. */
const SHIFT = 512;

/** An empty ring. */
export function createRing(maxBytes: number): Ring {
  let records: RawRecord[] = [];
  let first = 0;
  let bytes = 0;
  let dropped = 0;
  const dropFirst = (): void => {
    const record = records[first];
    if (!record) return;
    bytes -= record.bytes;
    record.release();
    first += 1;
    dropped += 1;
  };
  return {
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    add(record) {
      records.push(record);
      bytes += record.bytes;
      // The newest stays, however long it is.
      while (bytes > maxBytes && first < records.length - 1) dropFirst();
      if (first < SHIFT) return;
      records = records.slice(first);
      first = 0;
    },
    all: () => records.slice(first),
    clear() {
      for (const record of records) record.release();
      records = [];
      first = 0;
      bytes = 0;
    },
  };
}
