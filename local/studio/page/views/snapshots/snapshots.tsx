import './snapshots.css';
import { useState } from 'react';
import type { SnapshotList } from '../../../../state/routes.ts';
import type { Snapshot } from '../../../../state/snapshots.ts';
import { pathOf } from '../../api/call.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { View } from '../../shell/view.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { dateTimeOf, sizeOf } from '../../ui/formats.ts';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { forgetTokens } from '../query/caller.ts';

/** All that the app keeps, by name: to take, to bring back, to forget. */
export function Snapshots() {
  const snapshots = useRoute<SnapshotList>('/snapshots');
  return (
    <View
      title="Snapshots"
      intro="All that the app keeps, as it was: tables, people, queues, objects, mails, positions in streams, the clock."
    >
      <Take />
      <Panel title="Kept">
        <Answer query={snapshots}>{({ snapshots: all }) => <Kept all={all} />}</Answer>
      </Panel>
    </View>
  );
}

function Take() {
  const [name, setName] = useState('');
  const take = useAct<Snapshot>(() => setName(''));
  return (
    <Panel title="Take one">
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate({ path: '/snapshots', body: { name } });
        }}
      >
        <TextField label="Name" value={name} onChange={setName} placeholder="before-import" />
        <div>
          <Button type="submit" look="primary" isDisabled={name === ''} isPending={take.isPending}>
            Take it
          </Button>
        </div>
      </form>
      <Problem error={take.error} />
      {take.data ? (
        <p role="status" className="muted">
          {take.data.name} is kept.
        </p>
      ) : null}
    </Panel>
  );
}

const VERBS = { restore: 'Restore', delete: 'Delete' } as const;

interface Asked {
  readonly verb: keyof typeof VERBS;
  readonly name: string;
}

function Kept({ all }: { readonly all: readonly Snapshot[] }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState('');
  const act = useAct(() => {
    // Tokens of people who are not in what was restored hold no longer.
    forgetTokens();
    setDone(asked?.verb === 'restore' ? `All is as in ${asked.name}.` : `${asked?.name} is gone.`);
    setAsked(null);
  });
  const ask = (verb: Asked['verb'], name: string) => () => {
    act.reset();
    setAsked({ verb, name });
  };
  return (
    <>
      <p role="status">{done}</p>
      {all.length === 0 ? (
        <Notice icon="download" title="None is kept">
          Take one before something that you may want to try again.
        </Notice>
      ) : (
        <ul className="snapshots" aria-label="Snapshots, the newest first">
          {all.toReversed().map(({ name, createdAt, bytes }) => (
            <li key={name} className="row">
              <span className="snapshot-name">
                <strong>{name}</strong>{' '}
                <span className="muted">
                  {dateTimeOf(createdAt)}, {sizeOf(bytes)}
                </span>
              </span>
              <Button isSmall aria-label={`Restore ${name}`} onPress={ask('restore', name)}>
                Restore
              </Button>
              <Button isSmall aria-label={`Delete ${name}`} onPress={ask('delete', name)}>
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked ? (
        <ConfirmDialog
          title={`${VERBS[asked.verb]} ${asked.name}`}
          confirm={VERBS[asked.verb]}
          isPending={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(actOf(asked))}
          onClose={() => setAsked(null)}
        >
          {asked.verb === 'restore'
            ? 'What was written since is lost, unless it is in another snapshot. Connections of subscribers are closed, so that they read anew.'
            : 'It cannot be brought back.'}
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const actOf = ({ verb, name }: Asked): Parameters<ReturnType<typeof useAct>['mutate']>[0] =>
  verb === 'restore'
    ? { path: `/snapshots${pathOf(name)}/restore` }
    : { method: 'DELETE', path: `/snapshots${pathOf(name)}` };
