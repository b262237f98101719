import type { ReactNode } from 'react';
import { Button } from '../../../page-kit/button.tsx';
import { Dialog } from '../../../page-kit/dialog.tsx';
import { Problem } from './states.tsx';

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly children: ReactNode;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { title, confirm, children, isPending, error, onConfirm, onClose } = props;
  return (
    <Dialog
      title={title}
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="danger" isPending={isPending} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      <Problem error={error} />
    </Dialog>
  );
}
