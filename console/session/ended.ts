import { useEffect, useState } from 'react';
import { useSession } from 'user-manager-client/react';
import { forgetDrafts } from '../drafts/drafts.ts';

/** What somebody did who wanted to be signed out. */
export type Leave = 'signedOut' | 'signedOutEverywhere';

/** Why somebody stands before the door who was in. */
export type Ended = 'over' | Leave | null;

let wish: Leave | null = null;

/**
 * Says what is wanted before it is done: subscribers may hear that all sessions have ended before the request that
 * ended them is answered. Null takes it back.
 */
export function noteWish(leave: Leave | null): void {
  wish = leave;
}

/** Signs out by the own wish; nothing of what was entered is kept. */
export function useLeave(how: Leave = 'signedOut'): () => void {
  const { signOut } = useSession();
  return () => {
    noteWish(how);
    forgetDrafts();
    void signOut();
  };
}

/** Why nobody is signed in any more; null where nobody was since the page was loaded. */
export function useEnded(): Ended {
  const { status } = useSession();
  const [wasIn, setWasIn] = useState(false);
  const isIn = status === 'signedIn';
  if (isIn && !wasIn) setWasIn(true);
  useEffect(() => {
    if (isIn) noteWish(null);
  }, [isIn]);
  return isIn || !wasIn ? null : (wish ?? 'over');
}
