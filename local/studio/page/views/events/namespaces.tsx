import { Link } from 'react-router';
import { useAddress } from '../../shell/use-address.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { MODES } from '../query/use-caller.ts';
import type { EventApi } from './event-api.ts';

type Namespace = EventApi['namespaces'][number];

/** What an API lets be published and heard, and by whom; each leads to a channel of it. */
export function Namespaces({ api }: { readonly api: EventApi }) {
  const { hrefWith } = useAddress();
  return (
    <Panel title="Namespaces" actions={<Link to="/requests?kind=publish">What was published</Link>}>
      <ul>
        {api.namespaces.map((namespace) => (
          <li key={namespace.name}>
            <Link to={hrefWith({ channel: `/${namespace.name}/` })} replace>
              <code>/{namespace.name}</code>
            </Link>{' '}
            <span className="muted break">{aboutNamespace(namespace)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who may do what in it, and what looks at it. */
export function aboutNamespace(namespace: Namespace): string {
  const { publishAuthModes, subscribeAuthModes, hasCode, dataSources } = namespace;
  const named = (modes: typeof publishAuthModes): string =>
    modes.map((mode) => MODES[mode]).join(', ');
  return [
    `publish: ${named(publishAuthModes)}`,
    `subscribe: ${named(subscribeAuthModes)}`,
    ...(hasCode ? ['handlers of its own'] : []),
    ...(dataSources.length > 0 ? [`asks ${dataSources.join(', ')}`] : []),
  ].join(' · ');
}
