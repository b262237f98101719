import { Link } from 'react-router';
import type { RunningApp } from '../../../routes/app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import type { EventApi } from '../events/event-api.ts';
import { aboutNamespace } from '../events/namespaces.tsx';
import { AuthModes } from './apis.tsx';

/** The Event APIs with who they let in and their namespaces. */
export function EventApis({ apis }: { readonly apis: readonly EventApi[] }) {
  return apis.map((api) => (
    <Panel
      key={api.id}
      title={`Event API ${api.name}`}
      actions={<Link to={`/events?api=${api.id}`}>Publish and subscribe</Link>}
    >
      <Facts of={{ URL: <code>{api.url}</code>, 'Real time': <code>{api.realtimeUrl}</code> }} />
      <h3>Lets in</h3>
      <AuthModes modes={api.authModes} />
      <h3>Namespaces</h3>
      <ul>
        {api.namespaces.map((namespace) => (
          <li key={namespace.name}>
            <code>/{namespace.name}</code>{' '}
            <span className="muted break">{aboutNamespace(namespace)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  ));
}

/** The state machines with their states. */
export function StateMachines({ machines }: { readonly machines: RunningApp['stateMachines'] }) {
  if (machines.length === 0) return null;
  return (
    <Panel
      title="State machines"
      actions={<Link to="/requests?kind=execution">What they have run</Link>}
    >
      <ul>
        {machines.map(({ arn, name, type, states }) => (
          <li key={arn}>
            {name} <Badge tone="plain">{type}</Badge>{' '}
            <span className="muted break">{states.join(', ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The topics with who hears of them. */
export function Topics({ topics }: { readonly topics: RunningApp['topics'] }) {
  if (topics.length === 0) return null;
  return (
    <Panel title="Topics">
      <ul>
        {topics.map(({ arn, name, subscriptions }) => (
          <li key={arn}>
            {name}{' '}
            <span className="muted break">
              {subscriptions.length === 0
                ? 'nobody hears of it'
                : subscriptions
                    .map(({ protocol, endpoint }) => `${protocol} ${endpoint}`)
                    .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
