import { useState } from 'react';
import { useSession } from 'user-manager-client/react';
import { forgetDrafts } from '../drafts/drafts.ts';

/** Why somebody stands before the door who was in. */
export type Ended = 'over' | 'signedOut' | null;

let isByWish = false;

/** Signs out by the own wish; nothing of what was entered is kept. */
export function useLeave(): () => void {
  const { signOut } = useSession();
  return () => {
    isByWish = true;
    forgetDrafts();
    void signOut();
  };
}

/** Why nobody is signed in any more; null where nobody was since the page was loaded. */
export function useEnded(): Ended {
  const { status } = useSession();
  const [wasIn, setWasIn] = useState(false);
  if (status === 'signedIn') {
    isByWish = false;
    if (!wasIn) setWasIn(true);
    return null;
  }
  if (!wasIn) return null;
  return isByWish ? 'signedOut' : 'over';
}
