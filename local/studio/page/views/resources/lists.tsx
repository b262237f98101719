import { Link } from 'react-router';
import type { RunningApp } from '../../../routes/app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';

/** The app's functions with where their code is. */
export function FunctionList({ functions }: Pick<RunningApp, 'functions'>) {
  if (functions.length === 0) return null;
  return (
    <Panel title="Functions">
      <ul>
        {functions.map(({ arn, shortName, sourceFile, runtime }) => (
          <li key={arn}>
            <Link to={`/functions/${encodeURIComponent(shortName)}`}>{shortName}</Link>{' '}
            <Badge tone="plain">{runtime}</Badge> <span className="muted break">{sourceFile}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What brings events to functions. */
export function EventSources({ sources }: { readonly sources: RunningApp['eventSources'] }) {
  if (sources.length === 0) return null;
  return (
    <Panel title="Event sources">
      <ul>
        {sources.map(
          ({ logicalId, stackName, kind, source, functionName, batchSize, isEnabled }) => (
            <li key={`${stackName}.${logicalId}`}>
              {kind === 'queue' ? 'Queue' : 'Stream of'} {source} to{' '}
              <Link to={`/functions/${encodeURIComponent(functionName)}`}>{functionName}</Link>{' '}
              <span className="muted">up to {batchSize} at once</span>{' '}
              {isEnabled ? null : <Badge tone="warn">disabled</Badge>}
            </li>
          ),
        )}
      </ul>
    </Panel>
  );
}

/** What brings events to targets, by pattern and by time. */
export function Rules({ rules }: Pick<RunningApp, 'rules'>) {
  if (rules.length === 0) return null;
  return (
    <Panel title="Rules and schedules">
      <ul>
        {rules.map(({ arn, name, schedule, pattern, targets }) => (
          <li key={arn}>
            {name} <span className="muted break">{schedule ?? pattern}</span> to{' '}
            {targets.join(', ')}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The user pools with their clients and groups. */
export function UserPools({ pools }: { readonly pools: RunningApp['userPools'] }) {
  return (
    <Panel title="User pools">
      <ul className="stack">
        {pools.map(({ id, name, clients, groups, issuer }) => (
          <li key={id}>
            <Link to={`/people/${encodeURIComponent(id)}`}>{name}</Link>
            <Facts
              of={{
                Id: <code>{id}</code>,
                Issuer: <code>{issuer}</code>,
                Clients: clients.map((client) => client.name || client.id).join(', '),
                Groups: groups.join(', '),
              }}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Things that have a name and an ARN. */
export function Named<Item extends { readonly name: string; readonly arn: string }>(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly toOf?: (item: Item) => string;
}) {
  const { title, items, toOf } = props;
  if (items.length === 0) return null;
  return (
    <Panel title={title}>
      <ul>
        {items.map((item) => (
          <li key={item.arn}>
            {toOf ? <Link to={toOf(item)}>{item.name}</Link> : item.name}{' '}
            <span className="muted break">{item.arn}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
