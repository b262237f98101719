import type { RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { useLeave } from '../session/ended.ts';
import { useAccess } from '../session/use-access.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { RoleBadge } from '../ui/badge.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Popover } from '../ui/popover.tsx';
import { Elsewhere } from './navigation.tsx';
import { Preferences } from './preferences.tsx';

/** What opens under the own address. */
export function SessionCard(props: {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly email: string;
  readonly onClose: () => void;
}) {
  const { session } = useTexts();
  const { me, isAdmin } = useAccess();
  const leave = useLeave();
  const { button, email, onClose } = props;
  return (
    <Popover button={button} onClose={onClose}>
      <Dialog className="session-card" aria-label={session.menu(email)}>
        <div className="session-who">
          <strong>{me ? `${me.firstName} ${me.lastName}` : email}</strong>
          <span className="muted">{email}</span>
          <span>
            <RoleBadge role={isAdmin ? 'ADMIN' : 'MEMBER'} />
          </span>
        </div>
        <Preferences />
        <div className="only-narrow">
          <Elsewhere />
        </div>
        <Button icon="signOut" onPress={leave}>
          {session.signOut}
        </Button>
      </Dialog>
    </Popover>
  );
}
