import type { User } from 'user-manager-client';
import { useSignOutEverywhere } from 'user-manager-client/react';
import { noteWish, useLeave } from '../../session/ended.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Asks first: this page's own session ends with the others. */
export function EndSessions({ me, onClose }: { readonly me: User; readonly onClose: () => void }) {
  const { sessions } = useTexts().account;
  const leave = useLeave('signedOutEverywhere');
  const { mutate, isPending, error } = useSignOutEverywhere({
    onMutate: () => noteWish('signedOutEverywhere'),
    onSuccess: leave,
    onError: () => noteWish(null),
  });
  return (
    <ConfirmDialog
      title={sessions.askTitle}
      confirm={sessions.end}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id: me.id })}
      onClose={onClose}
    >
      <p>{sessions.ask}</p>
    </ConfirmDialog>
  );
}
