import { lazy, Suspense, useState } from 'react';
import type { User } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';

const EndSessions = lazy(async () => ({
  default: (await import('./end-sessions.tsx')).EndSessions,
}));

/** Signs oneself out wherever one is signed in, such as on a phone that is lost. */
export function Sessions({ me }: { readonly me: User }) {
  const { account } = useTexts();
  const { sessions } = account;
  const { dateTime } = useFormats();
  const [isAsked, setIsAsked] = useState(false);
  const { sessionsEndedAt: endedAt } = me;
  return (
    <section className="panel card" aria-labelledby="sessions">
      <h2 id="sessions">{sessions.title}</h2>
      <p className="muted">{sessions.intro}</p>
      {endedAt ? <p>{sessions.endedAt(dateTime(endedAt))}</p> : null}
      <div className="account-actions">
        <Button icon="signOut" onPress={() => setIsAsked(true)}>
          {sessions.end}
        </Button>
      </div>
      <Suspense>
        {isAsked ? <EndSessions me={me} onClose={() => setIsAsked(false)} /> : null}
      </Suspense>
    </section>
  );
}
