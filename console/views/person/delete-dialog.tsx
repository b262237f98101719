import type { User } from 'user-manager-client';
import { useDeleteUser } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { nameOf } from '../people/name-of.ts';

/** Wants the address typed: it cannot be undone. */
export function DeleteDialog(props: { readonly user: User; readonly onClose: () => void }) {
  const { user, onClose } = props;
  const { person } = useTexts();
  const toast = useToast();
  const { mutate, isPending, error } = useDeleteUser({
    onSuccess: () => toast({ text: person.done.deleted(nameOf(user)) }),
  });
  return (
    <ConfirmDialog
      title={person.delete.title(nameOf(user))}
      confirm={person.actions.delete}
      isDanger
      typed={{ label: person.delete.type, text: user.email }}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id: user.id, expectedVersion: user.version })}
      onClose={onClose}
    >
      <p>{person.delete.text}</p>
      <p>
        <strong className="wrap">{user.email}</strong>
      </p>
    </ConfirmDialog>
  );
}
