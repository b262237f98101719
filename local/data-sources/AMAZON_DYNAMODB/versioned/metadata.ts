import type { RequestObject } from '../../answers.ts';
import type { TypedItem } from '../typed-values.ts';
import { SyncError } from './sync-error.ts';

/**
 * Attributes that AppSync keeps on the items of a versioned data source.
 * https://docs.aws.amazon.com/appsync/latest/devguide/versioned-data-sources.html
 */
export const METADATA = ['_version', '_lastChangedAt', '_deleted', '_ttl'] as const;

/** What a write leaves in `_version` and `_lastChangedAt`. */
export interface Stamp {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

/** The metadata of a stamp, in DynamoDB's wire form. */
export const stamped = ({ version, changedAt }: Stamp): TypedItem => ({
  _version: { N: String(version) },
  _lastChangedAt: { N: String(changedAt) },
});

/** `_version` of an item; 0 for one that is absent or was never written by a versioned data source. */
export const versionOf = (item: TypedItem | null): number => Number(item?.['_version']?.['N'] ?? 0);

/** An item without what AppSync keeps on it. */
export const withoutMetadata = (item: TypedItem): TypedItem =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => !METADATA.some((own) => own === name)),
  );

/**
 * Refuses writes that set the metadata themselves.
 * @throws SyncError
 */
export function refuseMetadata(names: readonly string[]): void {
  const own = METADATA.find((name) => names.includes(name));
  if (own === undefined) return;
  throw new SyncError('BadRequest', `Updating ${own} field can not be set from the client.`);
}

/** The version that the caller knows; null when the request says none. */
export function knownVersion({ _version: version }: RequestObject): number | null {
  return version === undefined || version === null ? null : Number(version);
}
