import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Client, UserChange } from 'user-manager-client';
import { OnUserChangeDocument } from 'user-manager-client';
import type { Texts } from './texts/en.ts';
import { useLanguage, useTexts } from './texts/languages.ts';

interface Change extends UserChange {
  readonly key: number;
}

const KEPT = 100;

type Live = Texts['live'];
/** A text that is another one when the language is changed. */
type Say = (texts: Live) => string;
const NOTHING: Say = () => '';

/** Every change of the directory that the person signed in may hear of, newest first. */
export function LiveChanges({ client }: { readonly client: Client | null }) {
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const { live: texts } = useTexts();
  const [status, setStatus] = useState<Say>(() => NOTHING);
  const isOnline = useSyncExternalStore(followOnline, () => navigator.onLine);

  useEffect(() => {
    setChanges([]);
    setStatus(() => (texts: Live) => (client ? texts.connecting : texts.signIn));
    if (!client) return undefined;
    const controller = new AbortController();
    const add = (change: UserChange) =>
      setChanges((earlier) =>
        [{ ...change, key: (earlier[0]?.key ?? 0) + 1 }, ...earlier].slice(0, KEPT),
      );
    void listen(client, controller.signal, { add, say: (next) => setStatus(() => next) });
    return () => controller.abort();
  }, [client]);

  return (
    <section aria-labelledby="live-title" className="live">
      <h2 id="live-title">{texts.title}</h2>
      <p role="status">{isOnline ? status(texts) : texts.offline}</p>
      {/* Once it scrolls, the keyboard must reach it: nothing in it takes the focus. */}
      <ol tabIndex={0} aria-live="polite" aria-label={texts.label}>
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
  readonly say: (status: Say) => void;
}

async function listen(client: Client, signal: AbortSignal, { add, say }: Sink) {
  const options = {
    signal,
    onReady: ({ resumed }: { readonly resumed: boolean }) =>
      say((texts) => (resumed ? texts.again : texts.listening)),
    onLost: () => say((texts) => texts.lost),
    onEventError: ({ message }: Error) => say((texts) => texts.eventFailed(message)),
  };
  try {
    for await (const { onUserChange } of client.subscribe(OnUserChangeDocument, {}, options)) {
      if (onUserChange) add(onUserChange);
    }
    if (!signal.aborted) say((texts) => texts.over);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say((texts) => texts.ended(why));
  }
}

function ChangeEntry({ change: { type, user, changedFields, at, actor } }: { change: Change }) {
  const { texts, locale } = useLanguage();
  const { live } = texts;
  const fields = type === 'UPDATED' ? `: ${changedFields.join(', ')}` : '';
  return (
    <li>
      <span className={`type ${type.toLowerCase()}`}>{type}</span> <strong>{user.email}</strong>
      {fields}
      <small>
        {live.version(user.version)},{' '}
        <time dateTime={at}>{new Date(at).toLocaleTimeString(locale)}</time>, {live.by(actor)}
      </small>
    </li>
  );
}
