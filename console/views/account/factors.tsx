import { useState } from 'react';
import type { User } from 'user-manager-client';
import { useMyAccess } from 'user-manager-client/react';
import { useConfig } from '../../shell/config-context.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { FactorList } from '../access/factor-list.tsx';
import { ResetFactorsButton } from '../access/reset-factors-button.tsx';

const SetUpTotp = later(async () => (await import('../../session/set-up-totp.tsx')).SetUpTotp);

/** What one signs in with, and how to have a code asked for after the own password where the stage has that. */
export function Factors({ me }: { readonly me: User }) {
  const { access: texts, account } = useTexts();
  const { totp } = useConfig();
  const access = useMyAccess();
  // Nobody else may take factors away, the own ones neither.
  const isAdmin = me.role === 'ADMIN';
  const hasApp = access.factors?.second.includes('TOTP') ?? false;
  return (
    <section className="panel card" aria-labelledby="factors">
      <h2 id="factors">{texts.factors.title}</h2>
      <FactorList access={access} />
      {totp ? <p className="muted">{hasApp ? account.factor.has : account.factor.intro}</p> : null}
      {totp && access.factors && !hasApp ? <SetUp /> : null}
      {hasApp && !isAdmin ? <p className="muted">{account.factor.lost}</p> : null}
      {isAdmin ? <ResetFactorsButton user={me} access={access} /> : null}
    </section>
  );
}

function SetUp() {
  const { factor } = useTexts().account;
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <div className="account-actions">
        <Button onPress={() => setIsAsked(true)}>{factor.start}</Button>
      </div>
    );
  }
  return <SetUpTotp onDone={() => location.reload()} />;
}
