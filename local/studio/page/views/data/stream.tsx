import type { TableChanges } from '../../../routes/table-changes.ts';
import { pathOf } from '../../api/call.ts';
import { useRoute } from '../../api/use-route.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Code } from '../../ui/code.tsx';
import { timeOf } from '../../ui/formats.ts';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { textOf } from './values.ts';

const TONES = { INSERT: 'good', MODIFY: 'info', REMOVE: 'bad' } as const satisfies Readonly<
  Record<TableChanges['changes'][number]['eventName'], Tone>
>;

/** What event sources hear of a table, newest first. */
export function Stream({ table }: { readonly table: string }) {
  const changes = useRoute<TableChanges>(`/tables${pathOf(table)}/changes`);
  return (
    <Answer query={changes}>
      {({ changes: all }) => {
        if (all.length === 0) {
          return <Notice icon="table" title="Nothing has changed since the start" />;
        }
        return (
          <ol className="stack" aria-label="Records, newest first">
            {all.map(({ sequenceNumber, eventName, at, keys, newImage, oldImage, isExpiry }) => (
              <li key={sequenceNumber} className="panel card">
                <div className="row">
                  <Badge tone={TONES[eventName]}>{eventName}</Badge>
                  <time className="muted">{timeOf(at)}</time>
                  <span>{Object.values(keys).map(textOf).join(' ')}</span>
                  {isExpiry ? <Badge tone="plain">expired</Badge> : null}
                </div>
                <details>
                  <summary>Images</summary>
                  <Code label={`old image of ${sequenceNumber}`} value={oldImage} />
                  <Code label={`new image of ${sequenceNumber}`} value={newImage} />
                </details>
              </li>
            ))}
          </ol>
        );
      }}
    </Answer>
  );
}
