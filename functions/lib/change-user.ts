import { isDeepStrictEqual } from 'node:util';
import type { ContentField } from '../../model/user-fields.ts';
import { CONTENT_FIELDS } from '../../model/user-fields.ts';
import { backOff, timestamp } from './clock.ts';
import { emailTaken, lastAdmin, notFound, versionConflict } from './errors.ts';
import type { Services } from './services.ts';
import type { TransactItems } from './transaction.ts';
import type { UserRecord } from './user.ts';

/** New values of a user's fields; undefined clears a field. */
export type Patch = Partial<Pick<UserRecord, ContentField>>;

/**
 * Which change of which user, and by whom. `expectedVersion`: the version that the caller has seen, if named.
 */
export interface ChangeRequest {
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly actor: string;
  /** What to change, seen the record as it is; throws to refuse. */
  readonly decide: (user: UserRecord) => Patch | Promise<Patch>;
  /** What else to write, all or nothing; when a condition of it fails, the change is decided again. */
  readonly along?: (after: UserRecord) => TransactItems;
}

const ATTEMPTS = 10;

/**
 * Reads a record, changes it and writes it if nobody else did meanwhile. A lost race is
 * VersionConflict when the caller named a version, else the change is decided again on the new state.
 */
export async function changeUser(
  services: Pick<Services, 'repository' | 'clock'>,
  request: ChangeRequest,
): Promise<UserRecord> {
  const { repository, clock } = services;
  for (let attempt = 1; ; attempt += 1) {
    const before = await repository.get(request.id);
    if (!before) throw notFound();
    const expected = request.expectedVersion ?? before.version;
    if (expected !== before.version || attempt > ATTEMPTS) throw versionConflict(before.version);

    const changed = { ...before, ...(await request.decide(before)) };
    if (hasSameContent(before, changed)) return before;
    const after = {
      ...changed,
      version: before.version + 1,
      updatedAt: timestamp(clock),
      updatedBy: request.actor,
    };
    const outcome = await repository.update(before, after, request.along?.(after));
    if (outcome === 'updated') return after;
    if (outcome === 'emailLocked') throw emailTaken();
    if (outcome === 'lastAdmin') throw lastAdmin();
    await backOff(clock, attempt);
  }
}

const hasSameContent = (a: UserRecord, b: UserRecord) =>
  CONTENT_FIELDS.every((field) => isDeepStrictEqual(a[field], b[field]));
