import { useState } from 'react';
import type { User } from 'user-manager-client';
import {
  useDeleteUser,
  useReactivateUser,
  useResendInvitation,
  useRevokeInvitation,
  useSignOutEverywhere,
  useSuspendUser,
} from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useAsked } from '../../ui/use-asked.ts';
import { useToast } from '../../ui/toasts.tsx';
import { NO_WORDING, WordingFields, wordingInput } from '../invite/wording.tsx';
import { nameOf } from '../people/name-of.ts';

interface Props {
  readonly user: User;
  readonly onClose: () => void;
}

/** Asks before somebody's sessions end; it can be undone. */
export function SuspendDialog({ user, onClose }: Props) {
  const { person, actions } = useTexts();
  const toast = useToast();
  const explain = useExplain();
  const undo = useReactivateUser({
    onSuccess: () => toast({ text: person.done.undone }),
    onError: (error) => toast({ tone: 'bad', text: explain(error).text }),
  });
  const { mutate, isPending, error } = useSuspendUser({
    onSuccess: () => {
      onClose();
      toast({
        text: person.done.suspended(nameOf(user)),
        action: { label: actions.undo, onAction: () => undo.mutate({ id: user.id }) },
      });
    },
  });
  return (
    <ConfirmDialog
      title={person.suspend.title(nameOf(user))}
      confirm={person.actions.suspend}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id: user.id, expectedVersion: user.version })}
      onClose={onClose}
    >
      <p>{person.suspend.text}</p>
    </ConfirmDialog>
  );
}

/** Asks before somebody has to sign in again on every device, where what was being entered may be lost. */
export function SignOutDialog({ user, onClose }: Props) {
  const { person } = useTexts();
  const done = person.done.signedOut(nameOf(user));
  const asked = useAsked(useSignOutEverywhere, { id: user.id }, done, onClose);
  return (
    <ConfirmDialog
      title={person.signOut.title(nameOf(user))}
      confirm={person.actions.signOut}
      {...asked}
    >
      <p>{person.signOut.text}</p>
    </ConfirmDialog>
  );
}

/** Asks before a mail is sent, which voids the password of the one before. */
export function ResendDialog({ user, onClose }: Props) {
  const { person, wording: texts } = useTexts();
  const [wording, setWording] = useState(NO_WORDING);
  const asked = useAsked(
    useResendInvitation,
    { id: user.id, wording: wordingInput(wording) },
    person.done.resent(user.email),
    onClose,
  );
  return (
    <ConfirmDialog title={person.resend.title} confirm={person.actions.resend} {...asked}>
      <p>
        <strong className="wrap">{user.email}</strong>
      </p>
      <p>{person.resend.text}</p>
      <p className="muted">{person.resend.wrongAddress}</p>
      <WordingFields
        value={wording}
        onChange={(part) => setWording({ ...wording, ...part })}
        byItself={texts.asBefore}
      />
    </ConfirmDialog>
  );
}

/** Asks before the mailed password is refused for good; only another invitation lets the person in then. */
export function RevokeDialog({ user, onClose }: Props) {
  const { person } = useTexts();
  const done = person.done.revoked(nameOf(user));
  const asked = useAsked(useRevokeInvitation, { id: user.id }, done, onClose);
  return (
    <ConfirmDialog
      title={person.revoke.title(nameOf(user))}
      confirm={person.actions.revoke}
      isDanger
      {...asked}
    >
      <p>
        <strong className="wrap">{user.email}</strong>
      </p>
      <p>{person.revoke.text}</p>
      <p className="muted">{person.revoke.noUndo}</p>
    </ConfirmDialog>
  );
}

/** Wants the address typed: it cannot be undone. */
export function DeleteDialog({ user, onClose }: Props) {
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
      typed={{ label: person.delete.type, texts: [user.email] }}
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
