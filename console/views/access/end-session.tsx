import type { UserSession } from 'user-manager-client';
import { useRevokeSession } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useAsked } from '../../ui/use-asked.ts';
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
  const variables = { id, sessionId: session.id };
  const asked = useAsked(useRevokeSession, variables, texts.ended(nameOf(session)), onClose);
  return (
    <ConfirmDialog title={texts.askTitle} confirm={texts.end} {...asked}>
      <p>
        <strong>{nameOf(session)}</strong>
      </p>
      <p>{texts.ask}</p>
    </ConfirmDialog>
  );
}
