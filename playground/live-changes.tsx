import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Client, UserChange } from 'user-manager-client';
import { OnUserChangeDocument } from 'user-manager-client';

interface Change extends UserChange {
  readonly key: number;
}

const KEPT = 100;

/** Every change of the directory that the person signed in may hear of, newest first. */
export function LiveChanges({ client }: { readonly client: Client | null }) {
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [status, setStatus] = useState('');
  const isOnline = useSyncExternalStore(followOnline, () => navigator.onLine);

  useEffect(() => {
    setChanges([]);
    setStatus(client ? 'Connecting …' : 'Sign in to hear of changes.');
    if (!client) return undefined;
    const controller = new AbortController();
    const add = (change: UserChange) =>
      setChanges((earlier) =>
        [{ ...change, key: (earlier[0]?.key ?? 0) + 1 }, ...earlier].slice(0, KEPT),
      );
    void listen(client, controller.signal, { add, setStatus });
    return () => controller.abort();
  }, [client]);

  return (
    <section aria-labelledby="live-title" className="live">
      <h2 id="live-title">Live changes</h2>
      <p role="status">{isOnline ? status : 'Not listening: you are offline.'}</p>
      {/* Once it scrolls, the keyboard must reach it: nothing in it takes the focus. */}
      <ol tabIndex={0} aria-live="polite" aria-label="Changes, newest first">
        {changes.map((change) => (
          <ChangeEntry key={change.key} change={change} />
        ))}
      </ol>
    </section>
  );
}

/** A socket may take minutes to notice what the browser knows at once. */
function followOnline(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

interface Sink {
  readonly add: (change: UserChange) => void;
  readonly setStatus: (status: string) => void;
}

async function listen(client: Client, signal: AbortSignal, { add, setStatus }: Sink) {
  const options = {
    signal,
    onReady: ({ resumed }: { readonly resumed: boolean }) =>
      setStatus(resumed ? 'Listening again; what happened meanwhile is not here.' : 'Listening.'),
    onLost: () => setStatus('Not listening: the connection is lost. It is tried again …'),
    onEventError: (error: Error) => setStatus(`An event failed: ${error.message}`),
  };
  try {
    for await (const { onUserChange } of client.subscribe(OnUserChangeDocument, {}, options)) {
      if (onUserChange) add(onUserChange);
    }
  } catch (error) {
    setStatus(`Not listening: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function ChangeEntry({ change: { type, user, changedFields, at, actor } }: { change: Change }) {
  const fields = type === 'UPDATED' ? `: ${changedFields.join(', ')}` : '';
  return (
    <li>
      <span className={`type ${type.toLowerCase()}`}>{type}</span> <strong>{user.email}</strong>
      {fields}
      <small>
        version {user.version}, <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>, by{' '}
        {actor}
      </small>
    </li>
  );
}
