import { useRef, useState } from 'react';
import type { User } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { useNoteRefusal } from '../../session/assurance.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { nameOf } from '../people/name-of.ts';
import { BULK_ACTIONS, type BulkAction, type BulkName } from './bulk-actions.ts';
import { Report } from './report.tsx';
import { runAll, tellRefusals, type Progress } from './run-all.ts';

interface Props {
  readonly name: BulkName;
  readonly users: readonly User[];
  /** Told whether anything was done. */
  readonly onClose: (isDone: boolean) => void;
}

/** Asks, does it one after the other, tells how far it is and what failed, and can be stopped. */
export function BulkDialog({ name, users, onClose }: Props) {
  const { bulk, actions } = useTexts();
  const { number } = useFormats();
  const { progress, begin, stop, isStopped } = useBulk();
  const [present, setPresent] = useState({ name, users });
  const action = BULK_ACTIONS[present.name];
  const meant = present.users.filter(action.appliesTo);
  const start = (next: typeof present) => {
    setPresent(next);
    begin(next.users, BULK_ACTIONS[next.name].run);
  };
  const total = progress?.total ?? meant.length;
  const title = bulk.title(bulk.actions[present.name], number(total), total === 1);
  if (progress === null) {
    const left = present.users.length - meant.length;
    return (
      <Question
        name={name}
        title={title}
        users={meant}
        skipped={left === 0 ? null : bulk.skipped(number(left), left === 1)}
        onStart={() => start({ name, users: meant })}
        onClose={() => onClose(false)}
      />
    );
  }
  const { undo } = action;
  const again = progress.failed.map(({ item }) => item);
  return (
    <Dialog
      title={title}
      isBusy={!progress.isOver}
      onClose={() => onClose(true)}
      actions={
        progress.isOver ? (
          <>
            {again.length > 0 ? (
              <Button onPress={() => start({ ...present, users: again })}>{bulk.again}</Button>
            ) : null}
            {undo && progress.done.length > 0 ? (
              <Button onPress={() => start({ name: undo, users: progress.done })}>
                {bulk.undoing}
              </Button>
            ) : null}
            <Button look="primary" onPress={() => onClose(true)}>
              {actions.close}
            </Button>
          </>
        ) : (
          <Button look="danger" isDisabled={isStopped} onPress={stop}>
            {isStopped ? bulk.stopping : bulk.stop}
          </Button>
        )
      }
    >
      <Report progress={progress} isStopped={isStopped} />
    </Dialog>
  );
}

/** The work and its progress; null before it begins. */
function useBulk() {
  const client = useClient();
  const note = useNoteRefusal();
  const [progress, setProgress] = useState<Progress<User> | null>(null);
  const [isStopped, setIsStopped] = useState(false);
  const stopping = useRef(new AbortController());
  return {
    progress,
    isStopped,
    begin: (users: readonly User[], run: BulkAction['run']) => {
      stopping.current = new AbortController();
      setIsStopped(false);
      const { signal } = stopping.current;
      const tell = tellRefusals(setProgress, note);
      void runAll(users, (user) => run(client, user), { signal, tell });
    },
    stop: () => {
      stopping.current.abort();
      setIsStopped(true);
    },
  };
}

/** Names that a question tells; of more it tells how many. */
const NAMED = 5;

function Whom({ users }: { readonly users: readonly User[] }) {
  const { bulk } = useTexts();
  const { number } = useFormats();
  const names = users.slice(0, NAMED).map(nameOf).join(', ');
  const more = users.length - NAMED;
  return (
    <p>
      <strong className="wrap">{bulk.whom(names, more > 0 ? number(more) : null)}</strong>
    </p>
  );
}

function Question(props: {
  readonly name: BulkName;
  readonly title: string;
  readonly users: readonly User[];
  readonly skipped: string | null;
  readonly onStart: () => void;
  readonly onClose: () => void;
}) {
  const { bulk } = useTexts();
  const { number } = useFormats();
  const count = props.users.length;
  const isDanger = BULK_ACTIONS[props.name].isDanger ?? false;
  // As it is shown, such as 1,000, and as it is typed.
  const texts = [number(count), String(count)];
  return (
    <ConfirmDialog
      title={props.title}
      confirm={isDanger ? bulk.actions[props.name] : bulk.start}
      isDanger={isDanger}
      typed={
        isDanger ? { label: bulk.typeCount(number(count)), texts, inputMode: 'numeric' } : undefined
      }
      isPending={false}
      error={null}
      onConfirm={props.onStart}
      onClose={props.onClose}
    >
      <Whom users={props.users} />
      <p>{bulk.questions[props.name]}</p>
      {props.skipped ? <p className="callout callout-info">{props.skipped}</p> : null}
    </ConfirmDialog>
  );
}
