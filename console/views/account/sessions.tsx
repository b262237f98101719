import { useState } from 'react';
import type { User } from 'user-manager-client';
import { useMyAccess } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button, IconButton } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { SessionList } from '../access/session-list.tsx';

const EndSessions = later(async () => (await import('./end-sessions.tsx')).EndSessions);

/** Where one is signed in oneself; ends one session, such as of a phone that is lost, or all. */
export function Sessions({ me }: { readonly me: User }) {
  const { account, access: texts } = useTexts();
  const { sessions } = account;
  const { dateTime } = useFormats();
  const [isAsked, setIsAsked] = useState(false);
  const access = useMyAccess();
  const { sessionsEndedAt: endedAt } = me;
  return (
    <section className="panel card" aria-labelledby="sessions">
      <header className="account-card-head">
        <h2 id="sessions">{texts.sessions.title}</h2>
        <IconButton
          isSmall
          icon="refresh"
          label={texts.sessions.refresh}
          onPress={() => void access.refetch()}
        />
      </header>
      <p className="muted">{sessions.intro}</p>
      <SessionList id={me.id} access={access} />
      {endedAt ? <p className="muted">{sessions.endedAt(dateTime(endedAt))}</p> : null}
      <div className="account-actions">
        <Button icon="signOut" onPress={() => setIsAsked(true)}>
          {sessions.end}
        </Button>
      </div>
      {isAsked ? <EndSessions me={me} onClose={() => setIsAsked(false)} /> : null}
    </section>
  );
}
