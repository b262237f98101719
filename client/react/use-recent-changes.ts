import type { UserChange } from '../index.ts';
import type { LiveState } from './live-users.ts';
import { useLive } from './use-live.ts';

/** What happened while the page was open. */
export interface RecentChanges {
  /** At most 20, newest first; what happened during a lost connection is not among them. */
  readonly changes: readonly UserChange[];
  /** Whether changes arrive. */
  readonly live: LiveState['status'];
}

/**
 * What has changed since the first component that follows changes was there, who did it and when: for ADMIN in the
 * whole directory, for everybody else of the own record. Forgotten when somebody else signs in.
 */
export function useRecentChanges(): RecentChanges {
  const { recent: changes, status: live } = useLive();
  return { changes, live };
}
