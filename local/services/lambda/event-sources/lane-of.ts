import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical-json.ts';

/**
 * In which of so many lanes the records of an item go.
 * @param keys of the item, as a record of the stream has them
 */
export function laneOf(keys: unknown, lanes: number): number {
  if (lanes === 1) return 0;
  return createHash('md5').update(canonicalJson(keys)).digest().readUInt32BE(0) % lanes;
}
