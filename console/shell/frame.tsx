import { Link, Outlet } from 'react-router';
import { RefusalContext, useAssurance } from '../session/assurance.ts';
import { useLeave } from '../session/ended.ts';
import { useAccess, useAccessWatch, useEndedElsewhere } from '../session/use-access.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';
import { useConfig } from './config-context.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Elsewhere, Navigation } from './navigation.tsx';
import { SessionMenu } from './session-menu.tsx';

const SecondFactor = later(async () => (await import('../session/second-factor.tsx')).SecondFactor);

const SignInAgain = later(async () => (await import('../session/sign-in-again.tsx')).SignInAgain);

/** What stands around each view. */
export function Frame() {
  const { product, skip } = useTexts();
  const { stage } = useConfig();
  useAccessWatch();
  useEndedElsewhere();
  const { isLockedOut } = useAccess();
  const { asked, note, settle } = useAssurance();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {skip}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <span className="brand-mark" aria-hidden="true" />
          <span className="brand-name">{product}</span>
          <span className="badge badge-plain">{stage}</span>
        </Link>
        <SessionMenu />
      </header>
      {isLockedOut ? null : (
        <div className="side">
          <Navigation />
          <div className="only-wide">
            <Elsewhere />
          </div>
        </div>
      )}
      <main className="content" id="content" tabIndex={-1}>
        <ConnectionBanner />
        {isLockedOut ? (
          <LockedOut />
        ) : asked === 'secondFactor' ? (
          <SecondFactor />
        ) : (
          <RefusalContext value={note}>
            <Outlet />
          </RefusalContext>
        )}
      </main>
      {asked === 'signIn' ? <SignInAgain onClose={settle} /> : null}
    </div>
  );
}

function LockedOut() {
  const { states, session } = useTexts();
  const leave = useLeave();
  return (
    <Notice
      icon="pause"
      isPage
      title={states.suspended.title}
      isAlert
      actions={<Button onPress={leave}>{session.signOut}</Button>}
    >
      {states.suspended.text}
    </Notice>
  );
}
