import { useSyncExternalStore } from 'react';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import { useLanguage, useTexts } from './texts/languages.ts';

/** What the subscriptions of all tabs hear, each in a list of its own. */
export function SubscriptionList({ subscriptions }: { readonly subscriptions: Subscriptions }) {
  const list = useSyncExternalStore(subscriptions.onChange, subscriptions.list);
  const { subscriptions: texts } = useTexts();
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="subscriptions-title" className="subscriptions">
      <h2 id="subscriptions-title">{texts.title}</h2>
      {list.map((one) => (
        <Events key={one.id} one={one} onClose={() => subscriptions.close(one.id)} />
      ))}
    </section>
  );
}

function Events({ one, onClose }: { readonly one: Subscription; readonly onClose: () => void }) {
  const { name, events, isLive } = one;
  const { texts: all, locale } = useLanguage();
  const { subscriptions: texts } = all;
  const title = name === '' ? texts.nameless : name;
  return (
    <details open>
      <summary>
        {title} <span className="role">{isLive ? texts.live : texts.stopped}</span> {events.length}
      </summary>
      <button type="button" onClick={onClose}>
        {isLive ? texts.stop(title) : texts.close(title)}
      </button>
      <ol aria-label={texts.events(title)}>
        {events.map(({ key, at, text }) => (
          <li key={key}>
            <time dateTime={at}>{new Date(at).toLocaleTimeString(locale)}</time>
            <pre tabIndex={0} role="region" aria-label={texts.event(key, title)}>
              {text}
            </pre>
          </li>
        ))}
      </ol>
    </details>
  );
}
