import { useState } from 'react';
import type { UserSession } from 'user-manager-client';
import type { UserAccess } from 'user-manager-client/react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { useConfig } from '../../shell/config-context.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import './access.css';

const EndSession = later(async () => (await import('./end-session.tsx')).EndSession);

/** Where somebody is signed in, and a way to end each but the one that asks. */
export function SessionList(props: {
  /** Whose. */
  readonly id: string;
  readonly access: UserAccess;
}) {
  const { id, access } = props;
  const { sessions: texts } = useTexts().access;
  const [asked, setAsked] = useState<UserSession | null>(null);
  const { sessions, isPending, error, refetch } = access;
  if (error !== null && sessions === null) {
    return <Failure error={error} onRetry={() => void refetch()} />;
  }
  if (isPending) return <Skeleton lines={2} />;
  if (sessions === null) return <p className="muted">{texts.untracked}</p>;
  if (sessions.length === 0) return <p className="muted">{texts.none}</p>;
  return (
    <>
      <ul aria-label={texts.title}>
        {sessions.map((session) => (
          <Session key={session.id} session={session} onEnd={() => setAsked(session)} />
        ))}
      </ul>
      {asked ? <EndSession id={id} session={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function Session(props: { readonly session: UserSession; readonly onEnd: () => void }) {
  const { session, onEnd } = props;
  const { sessions: texts } = useTexts().access;
  const { ago, dateTime } = useFormats();
  const nameOf = useSessionName();
  const { lastUsedAt, startedAt } = session;
  return (
    <li className="session">
      <span className="session-text">
        <span className="session-name">
          {nameOf(session)}
          {session.current ? <span className="badge badge-plain">{texts.current}</span> : null}
        </span>
        <span className="muted">
          <time dateTime={lastUsedAt} title={dateTime(lastUsedAt)}>
            {texts.lastUsed(ago(lastUsedAt))}
          </time>
          {' · '}
          <Place session={session} />
        </span>
        <span className="muted">{texts.since(dateTime(startedAt))}</span>
      </span>
      {session.current ? null : (
        <Button isSmall aria-label={texts.endOf(nameOf(session))} onPress={onEnd}>
          {texts.end}
        </Button>
      )}
    </li>
  );
}

/** What the address tells of it, and the address. */
function Place({ session: { city, country, ipAddress } }: { readonly session: UserSession }) {
  const { sessions: texts } = useTexts().access;
  const place = [city, country].filter(Boolean).join(', ');
  const known = [place, ipAddress].filter(Boolean).join(' · ');
  return known === '' ? texts.nowhere : known;
}

/** The device, and the app in it: two may be signed in on one device. */
export function useSessionName(): (session: UserSession) => string {
  const { sessions: texts } = useTexts().access;
  const { userPoolClientId } = useConfig();
  return ({ device, client }) =>
    texts.name(
      device ?? texts.unknownDevice,
      client === userPoolClientId ? texts.console : texts.otherApp,
    );
}
