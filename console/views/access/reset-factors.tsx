import type { User } from 'user-manager-client';
import { useResetFactors } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useAsked } from '../../ui/use-asked.ts';
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
  const asked = useAsked(useResetFactors, { id: user.id }, reset.done(nameOf(user)), onClose);
  return (
    <ConfirmDialog
      title={reset.title(nameOf(user))}
      confirm={reset.confirm}
      isDanger
      typed={{ label: person.delete.type, texts: [user.email] }}
      {...asked}
    >
      <p>{reset.text}</p>
      <p>{reset.mail(user.email)}</p>
      {hasPasskey ? <p className="muted">{reset.passkeys}</p> : null}
    </ConfirmDialog>
  );
}
