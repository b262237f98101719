import { useEffect, useState } from 'react';
import type { UserChange } from 'user-manager-client';
import { OnUserChangeDocument } from 'user-manager-client';
import { useClient, useSession } from 'user-manager-client/react';

/** Lines of the list. */
const KEPT = 20;

/** What changes while the page is open, newest first; what happened during a lost connection is not in it. */
export function useRecentChanges() {
  const client = useClient();
  const { user } = useSession();
  const [changes, setChanges] = useState<readonly UserChange[]>([]);
  const [isLive, setIsLive] = useState(false);
  const id = user?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const ending = new AbortController();
    const options = {
      signal: ending.signal,
      onReady: () => setIsLive(true),
      onLost: () => setIsLive(false),
    };
    const listen = async () => {
      for await (const { onUserChange } of client.subscribe(OnUserChangeDocument, {}, options)) {
        if (onUserChange) setChanges((earlier) => [onUserChange, ...earlier].slice(0, KEPT));
      }
    };
    // Refused or broken for good: the list says that nothing arrives.
    listen().then(
      () => setIsLive(false),
      () => setIsLive(false),
    );
    return () => ending.abort();
  }, [client, id]);
  return { changes, isLive };
}
