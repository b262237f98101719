import { Link } from 'react-router';
import type { RunningApp } from '../../../routes/app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { counted } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { MODES } from '../query/use-caller.ts';

type Api = RunningApp['apis'][number];

/** The APIs with who they let in and where their fields come from. */
export function Apis({ app: { apis } }: { readonly app: RunningApp }) {
  return apis.map((api) => (
    <Panel
      key={api.id}
      title={`API ${api.name}`}
      actions={<Link to={`/query?api=${encodeURIComponent(api.id)}`}>Send an operation</Link>}
    >
      <Facts
        of={{
          URL: <code>{api.url}</code>,
          'Real time': <code>{api.realtimeUrl}</code>,
          Resolvers: api.resolvers,
          Introspection: api.introspection.toLowerCase(),
        }}
      />
      <h3>Lets in</h3>
      <AuthModes modes={api.authModes} />
      <h3>Data sources</h3>
      <ul>
        {api.dataSources.map(({ name, type, target, isPlayed }) => (
          <li key={name}>
            {name} <Badge tone="plain">{type}</Badge>{' '}
            {isPlayed ? null : <Badge tone="warn">not played</Badge>}{' '}
            <span className="muted break">{target}</span>
          </li>
        ))}
      </ul>
    </Panel>
  ));
}

/** The ways to be let in. */
export function AuthModes({ modes }: { readonly modes: Api['authModes'] }) {
  return (
    <ul>
      {modes.map((mode, index) => (
        <li key={`${mode.type} ${index}`}>
          {MODES[mode.type]} <span className="muted">{aboutMode(mode)}</span>
        </li>
      ))}
    </ul>
  );
}

function aboutMode(mode: Api['authModes'][number]): string {
  switch (mode.type) {
    case 'API_KEY':
      return counted(mode.keys.length, 'key');
    case 'AMAZON_COGNITO_USER_POOLS':
      return `${mode.userPoolId}, otherwise ${mode.defaultAction.toLowerCase()}`;
    case 'AWS_IAM':
      return '';
    case 'OPENID_CONNECT':
      return mode.issuer;
    case 'AWS_LAMBDA':
      return mode.functionName;
  }
}
