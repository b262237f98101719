import { useState } from 'react';
import type { User } from 'user-manager-client';
import { useUserAccess, type UserAccess } from 'user-manager-client/react';
import { Button, IconButton } from 'appsync-on-a-laptop/page-kit/button';
import { Panel } from 'appsync-on-a-laptop/page-kit/panel';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { useTexts } from '../../texts/use-texts.tsx';
import { FactorList } from '../access/factor-list.tsx';
import { ResetFactorsButton } from '../access/reset-factors-button.tsx';
import { SessionList } from '../access/session-list.tsx';
import { SignInState } from './sign-in-state.tsx';

const SignOutDialog = later(async () => (await import('./confirm-dialogs.tsx')).SignOutDialog);

/** Where a person is signed in, by what, and whether the sign-in service holds what the directory says. */
export function SignInTab({ user }: { readonly user: User }) {
  const access = useUserAccess(user.id);
  return (
    <div className="columns">
      <div className="column">
        <Sessions user={user} access={access} />
        <Factors user={user} access={access} />
      </div>
      <SignInState user={user} />
    </div>
  );
}

interface Props {
  readonly user: User;
  readonly access: UserAccess;
}

function Sessions({ user, access }: Props) {
  const { access: texts, person } = useTexts();
  const [isAsked, setIsAsked] = useState(false);
  const { title, refresh } = texts.sessions;
  return (
    <Panel
      title={title}
      actions={
        // Nobody is told of a sign-in.
        <IconButton isSmall icon="refresh" label={refresh} onPress={() => void access.refetch()} />
      }
    >
      <SessionList id={user.id} access={access} />
      {access.sessions?.length === 0 ? null : (
        <div className="access-actions">
          <Button isSmall icon="signOut" onPress={() => setIsAsked(true)}>
            {person.actions.signOut}
          </Button>
        </div>
      )}
      {isAsked ? <SignOutDialog user={user} onClose={() => setIsAsked(false)} /> : null}
    </Panel>
  );
}

function Factors({ user, access }: Props) {
  const { factors: texts } = useTexts().access;
  return (
    <Panel title={texts.title}>
      <FactorList access={access} />
      {access.factors?.first.includes('PASSKEY') ? (
        <p className="muted">{texts.reset.passkeys}</p>
      ) : null}
      <ResetFactorsButton user={user} access={access} />
    </Panel>
  );
}
