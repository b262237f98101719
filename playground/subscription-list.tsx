import { useSyncExternalStore } from 'react';
import type { Subscription, Subscriptions } from './subscriptions.ts';

/** What the subscriptions of all tabs hear, each in a list of its own. */
export function SubscriptionList({ subscriptions }: { readonly subscriptions: Subscriptions }) {
  const list = useSyncExternalStore(subscriptions.onChange, subscriptions.list);
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="subscriptions-title" className="subscriptions">
      <h2 id="subscriptions-title">Subscriptions</h2>
      {list.map((one) => (
        <Events key={one.id} one={one} onClose={() => subscriptions.close(one.id)} />
      ))}
    </section>
  );
}

function Events({ one, onClose }: { readonly one: Subscription; readonly onClose: () => void }) {
  const { name, events, isLive } = one;
  const title = name === '' ? 'Subscription' : name;
  return (
    <details open>
      <summary>
        {title} <span className="role">{isLive ? 'live' : 'stopped'}</span> {events.length}
      </summary>
      <button type="button" onClick={onClose}>
        {isLive ? `Stop ${title}` : `Close ${title}`}
      </button>
      <ol aria-label={`Events of ${title}, newest first`}>
        {events.map(({ key, at, text }) => (
          <li key={key}>
            <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>
            <pre tabIndex={0} role="region" aria-label={`Event ${key} of ${title}`}>
              {text}
            </pre>
          </li>
        ))}
      </ol>
    </details>
  );
}
