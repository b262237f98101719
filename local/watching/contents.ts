import { createHash } from 'node:crypto';

/** Hash of what a synthesis made -> what stands there now. */
export type Contents = ReadonlyMap<string, Uint8Array>;

/** SHA-256 of contents, by which they are known wherever they stand. */
export const contentHash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
