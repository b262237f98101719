import { recordOf } from '../../request-context.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const PARTITION_BYTES = 2_048;
const SORT_BYTES = 1_024;

/** What DynamoDB says of a key's value that is too long, or null. */
export function keySizeProblem(value: unknown, isPartition: boolean): string | null {
  const { S, B } = recordOf(value);
  const length = bytes(S, 'utf8') + bytes(B, 'base64');
  if (isPartition && length > PARTITION_BYTES)
    return 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes';
  if (!isPartition && length > SORT_BYTES)
    return 'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes';
  return null;
}

const bytes = (text: unknown, encoding: 'utf8' | 'base64'): number =>
  typeof text === 'string' ? Buffer.byteLength(text, encoding) : 0;
