import type { CallRule } from './types.ts';

/** How many things an answer may be asked to hold. */
const limit =
  (most: number): CallRule =>
  ({ input: { Limit } }) => {
    if (typeof Limit !== 'number') return null;
    const refused = (bound: string): string =>
      `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`;
    if (Limit < 1) return refused('greater than or equal to 1');
    return Limit > most ? refused(`less than or equal to ${most}`) : null;
  };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const streamLimit = limit(100);
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const recordLimit = limit(1_000);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const iteratorStart: CallRule = ({ input: { ShardIteratorType: type, SequenceNumber } }) => {
  const isAtNumber = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
  if (!isAtNumber || typeof SequenceNumber === 'string') return null;
  return `SequenceNumber is required for ShardIteratorType ${type}`;
};
