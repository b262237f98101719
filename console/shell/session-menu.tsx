import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useSession } from 'user-manager-client/react';
import { useLeave } from '../session/ended.ts';
import { useAccess } from '../session/use-access.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { RoleBadge } from '../ui/badge.tsx';
import { Button as OwnButton } from '../ui/button.tsx';
import { Elsewhere } from './navigation.tsx';
import { Preferences } from './preferences.tsx';

/** Who is signed in, how the page looks and speaks, and the way out. */
export function SessionMenu() {
  const { user } = useSession();
  const { session } = useTexts();
  const { me, isAdmin } = useAccess();
  const email = me?.email ?? user?.email ?? '';
  const leave = useLeave();
  return (
    <DialogTrigger>
      <Button className="session-button" aria-label={session.menu(email)}>
        <Avatar user={me ?? { id: '', firstName: email, lastName: '' }} />
        <span className="session-email">{email}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
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
          <OwnButton icon="signOut" onPress={leave}>
            {session.signOut}
          </OwnButton>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
