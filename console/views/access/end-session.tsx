import type { UserSession } from 'user-manager-client';
import { useRevokeSession } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useSessionName } from './session-list.tsx';

/** Asks before somebody has to sign in again on one device. */
export function EndSession(props: {
  readonly id: string;
  readonly session: UserSession;
  readonly onClose: () => void;
}) {
  const { id, session, onClose } = props;
  const { sessions: texts } = useTexts().access;
  const nameOf = useSessionName();
  const toast = useToast();
  const { mutate, isPending, error } = useRevokeSession({
    onSuccess: () => {
      onClose();
      toast({ text: texts.ended(nameOf(session)) });
    },
  });
  return (
    <ConfirmDialog
      title={texts.askTitle}
      confirm={texts.end}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id, sessionId: session.id })}
      onClose={onClose}
    >
      <p>
        <strong>{nameOf(session)}</strong>
      </p>
      <p>{texts.ask}</p>
    </ConfirmDialog>
  );
}
