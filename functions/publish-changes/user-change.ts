import { isDeepStrictEqual } from 'node:util';
import type { UserChangeType } from '../../generated/schema-types.ts';
import type { Difference } from '../../model/stored-attributes.ts';
import { CONTENT_FIELDS } from '../../model/user-fields.ts';
import type { RecordChange } from '../lib/record-change.ts';
import type { UserRecord } from '../lib/user.ts';

/** A change as history and subscribers hear of it, but for the actor of a deletion. */
export interface UserChange {
  readonly type: UserChangeType;
  /** The state after the change; before it, for DELETED. */
  readonly user: UserRecord;
  readonly version: number;
  readonly differences: readonly Difference[];
}

/**
 * What a stream record changed, or null when it changed nothing that anybody waits for: index
 * attributes, or only the first sign-in of who was active before, which comes with the user's next change.
 */
export function describeChange({ before, after }: RecordChange): UserChange | null {
  if (!after) {
    // A tombstone says that the record ended, not what was in it.
    return before
      ? { type: 'DELETED', user: before, version: before.version + 1, differences: [] }
      : null;
  }
  if (before && isDeepStrictEqual(withoutSignIn(before), withoutSignIn(after))) return null;
  const type = before ? 'UPDATED' : 'CREATED';
  return { type, user: after, version: after.version, differences: compare(before, after) };
}

const withoutSignIn = ({ lastSignInAt: _, ...user }: UserRecord) => user;

function compare(before: UserRecord | undefined, after: UserRecord): Difference[] {
  const pairs = CONTENT_FIELDS.map((field) => ({
    field,
    from: before?.[field] ?? null,
    to: after[field] ?? null,
  }));
  return pairs.filter(({ from, to }) => !isDeepStrictEqual(from, to));
}
