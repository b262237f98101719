import { useRef, useState } from 'react';
import { useSession } from 'user-manager-client/react';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { useAccess } from '../session/use-access.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Avatar } from '../ui/avatar.tsx';

/** A fifth of what a first visit would load, for what few open. */
const SessionCard = later(async () => (await import('./session-card.tsx')).SessionCard);

/** Who is signed in; behind it how the page looks and speaks, and the way out. */
export function SessionMenu() {
  const { user } = useSession();
  const { session } = useTexts();
  const { me } = useAccess();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const email = me?.email ?? user?.email ?? '';
  return (
    <>
      <button
        ref={button}
        type="button"
        className="session-button"
        aria-label={session.menu(email)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Avatar user={me ?? { id: '', firstName: email, lastName: '' }} />
        <span className="session-email">{email}</span>
      </button>
      {isOpen ? (
        <SessionCard button={button} email={email} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
}
