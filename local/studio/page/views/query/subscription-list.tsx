import { useSyncExternalStore } from 'react';
import { timeOf } from '../../ui/formats.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Code } from '../../ui/code.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import { subscriptions, type Subscription } from './subscriptions.ts';

const TONES = { starting: 'info', live: 'good', stopped: 'plain' } as const satisfies Readonly<
  Record<Subscription['state'], Tone>
>;

/** What the subscriptions of all tabs of a view hear, each in a list of its own. */
export function SubscriptionList({ of }: { readonly of: Subscription['view'] }) {
  const all = useSyncExternalStore(subscriptions.onChange, subscriptions.list);
  const list = all.filter(({ view }) => view === of);
  if (list.length === 0) return null;
  return (
    <Panel title="Subscriptions">
      <div className="stack">
        {list.map((one) => (
          <Events key={one.id} one={one} />
        ))}
      </div>
    </Panel>
  );
}

function Events({ one }: { readonly one: Subscription }) {
  const { id, caller, state, reason, count, events } = one;
  const name = one.name === '' ? 'subscription' : one.name;
  const isOver = state === 'stopped';
  return (
    <details className="subscription" open>
      <summary>
        <span className="subscription-name">{name}</span>
        <span className="muted">{caller}</span>
        <Badge tone={TONES[state]}>{state}</Badge>
        <span className="muted">{count === 1 ? '1 event' : `${count} events`}</span>
      </summary>
      <div className="row">
        <Button
          isSmall
          onPress={() => (isOver ? subscriptions.close(id) : subscriptions.stop(id))}
          aria-label={`${isOver ? 'Close' : 'Stop'} ${name} ${id}`}
        >
          {isOver ? 'Close' : 'Stop'}
        </Button>
      </div>
      {reason ? (
        <p className="callout callout-bad" role="alert">
          {reason}
        </p>
      ) : null}
      <ol aria-label={`Events of ${name} ${id}, newest first`} className="stack">
        {events.map(({ key, at, value }) => (
          <li key={key}>
            <time className="muted" dateTime={new Date(at).toISOString()}>
              {timeOf(at)}
            </time>
            <Code label={`Event ${key} of ${name} ${id}`} value={value} />
          </li>
        ))}
      </ol>
    </details>
  );
}
