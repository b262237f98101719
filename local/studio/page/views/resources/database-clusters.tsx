import type { RunningApp } from '../../../routes/app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';

/** The DB clusters, each with the database that is made with it. */
export function DatabaseClusters({
  clusters,
}: {
  readonly clusters: RunningApp['databaseClusters'];
}) {
  if (clusters.length === 0) return null;
  return (
    <Panel title="DB clusters">
      <ul>
        {clusters.map(({ arn, name, engine, databaseName, isHttpEndpointEnabled }) => (
          <li key={arn}>
            {name} <Badge tone="plain">{engine}</Badge>{' '}
            <span className="muted break">
              {[databaseName, isHttpEndpointEnabled ? 'Data API' : 'no Data API', arn]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
