import { lazy, Suspense, useState } from 'react';
import { useMyAccess } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';

const SetUpTotp = lazy(async () => ({
  default: (await import('../../session/set-up-totp.tsx')).SetUpTotp,
}));

/** Whether a code is asked for after the own password, and how to have it so. */
export function SecondFactorCard() {
  const { factor } = useTexts().account;
  const { factors } = useMyAccess();
  const [isAsked, setIsAsked] = useState(false);
  const hasApp = factors?.second.includes('TOTP') ?? false;
  return (
    <section className="panel card" aria-labelledby="second-factor">
      <h2 id="second-factor">{factor.title}</h2>
      <p className="muted">{hasApp ? factor.has : factor.intro}</p>
      {hasApp ? null : isAsked ? (
        <Suspense>
          <SetUpTotp onDone={() => location.reload()} />
        </Suspense>
      ) : (
        <div className="account-actions">
          <Button isDisabled={factors === null} onPress={() => setIsAsked(true)}>
            {factor.start}
          </Button>
        </div>
      )}
    </section>
  );
}
