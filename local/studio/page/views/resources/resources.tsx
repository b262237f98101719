import type { RunningApp } from '../../../routes/app.ts';
import { useApp } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import { Answer } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Apis } from './apis.tsx';
import { Iam } from './iam.tsx';
import { DatabaseClusters } from './database-clusters.tsx';
import { EventSources, FunctionList, Named, Rules, UserPools } from './lists.tsx';
import { EventApis, StateMachines, Topics } from './messaging.tsx';

const TABS = { app: 'What runs', gaps: 'What does not', iam: 'Who may do what' } as const;
type Tab = keyof typeof TABS;

/** What the app is made of, what of it this machine plays, and who may do what. */
export function Resources() {
  const app = useApp();
  const { get } = useAddress();
  const tab = (Object.hasOwn(TABS, get('tab')) ? get('tab') : 'app') as Tab;
  return (
    <View title="Resources">
      <Tabs label="Parts" names={TABS} shown={tab} />
      <Answer query={app}>
        {(running) => {
          if (tab === 'iam') return <Iam />;
          return tab === 'gaps' ? <Gaps app={running} /> : <Running app={running} />;
        }}
      </Answer>
    </View>
  );
}

function Running({ app }: { readonly app: RunningApp }) {
  const { engine, region, accountId, tables, queues, buckets, userPools, outputs } = app;
  return (
    <div className="stack">
      <Panel title={app.name}>
        <Facts
          of={{
            Engine: engine.version,
            Endpoint: <code>{engine.url}</code>,
            Region: region,
            Account: accountId,
            'Not played': app.unsupported.length === 0 ? 'all is played' : app.unsupported.length,
          }}
        />
      </Panel>
      <Apis app={app} />
      <EventApis apis={app.eventApis} />
      <FunctionList functions={app.functions} />
      <EventSources sources={app.eventSources} />
      <StateMachines machines={app.stateMachines} />
      <Rules rules={app.rules} />
      <Named title="Event buses" items={app.eventBuses} />
      <Topics topics={app.topics} />
      <Named
        title="Tables"
        items={tables}
        toOf={({ name }) => `/data/${encodeURIComponent(name)}`}
      />
      <UserPools pools={userPools} />
      <Named
        title="Queues"
        items={queues}
        toOf={({ name }) => `/queues/${encodeURIComponent(name)}`}
      />
      <DatabaseClusters clusters={app.databaseClusters} />
      <Named title="Buckets" items={buckets} />
      <Panel title="Stack outputs">
        <Facts
          of={Object.fromEntries(
            Object.entries(outputs).map(([name, value]) => [name, <code key={name}>{value}</code>]),
          )}
        />
      </Panel>
    </div>
  );
}

function Gaps({ app: { unsupported } }: { readonly app: RunningApp }) {
  if (unsupported.length === 0) return <p>All that the app has runs on this machine.</p>;
  return (
    <Panel title="Not played on this machine">
      <ul className="stack">
        {unsupported.map(({ stackName, logicalId, type, consequence }) => (
          <li key={`${stackName}.${logicalId}${consequence}`}>
            <p>
              <strong>
                {stackName}.{logicalId}
              </strong>{' '}
              <Badge tone="plain">{type}</Badge>
            </p>
            <p className="muted">{consequence}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
