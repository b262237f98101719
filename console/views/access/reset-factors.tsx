import type { User } from 'user-manager-client';
import { useResetFactors } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { nameOf } from '../people/name-of.ts';

/** Wants the address typed: from then on the password alone lets the person in. */
export function ResetFactors(props: {
  readonly user: User;
  readonly hasPasskey: boolean;
  readonly onClose: () => void;
}) {
  const { user, hasPasskey, onClose } = props;
  const { access, person } = useTexts();
  const { reset } = access.factors;
  const toast = useToast();
  const { mutate, isPending, error } = useResetFactors({
    onSuccess: () => {
      onClose();
      toast({ text: reset.done(nameOf(user)) });
    },
  });
  return (
    <ConfirmDialog
      title={reset.title(nameOf(user))}
      confirm={reset.confirm}
      isDanger
      typed={{ label: person.delete.type, text: user.email }}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id: user.id })}
      onClose={onClose}
    >
      <p>{reset.text}</p>
      <p>{reset.mail(user.email)}</p>
      {hasPasskey ? <p className="muted">{reset.passkeys}</p> : null}
    </ConfirmDialog>
  );
}
