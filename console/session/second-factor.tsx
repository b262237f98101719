import { useState } from 'react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useConfig } from '../shell/config-context.ts';
import { View } from '../shell/view.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { PasswordChange } from '../views/account/password-change.tsx';
import { PasskeyFactor } from './passkey-factor.tsx';
import { SetUpTotp } from './set-up-totp.tsx';
import { useAccess } from './use-access.ts';
import { usePasskeysHere } from './use-passkeys-here.ts';

/** Stands in the place of every view for whom the API lets do nothing before there is a second factor. */
export function SecondFactor() {
  const { session, account } = useTexts();
  const { factor } = session;
  const { codes, totp } = useConfig();
  const { me } = useAccess();
  const isHere = usePasskeysHere();
  // The only way needs no choice.
  const [isApp, setIsApp] = useState(!isHere);
  // All that was refused is asked for again, the subscription too; what was entered is in the drafts.
  const reload = () => location.reload();
  return (
    <View title={factor.title}>
      <p className="callout callout-info factor-why">{factor.why}</p>
      {isHere ? (
        <section className="panel card factor-page" aria-labelledby="factor-passkey">
          <h2 id="factor-passkey">{factor.passkeyTitle}</h2>
          <p>{factor.passkey}</p>
          <PasskeyFactor onDone={reload} />
        </section>
      ) : null}
      {totp ? (
        <section className="panel card factor-page" aria-labelledby="factor-app">
          <h2 id="factor-app">{factor.appTitle}</h2>
          <p>{factor.app}</p>
          {isApp ? (
            <SetUpTotp onDone={reload} />
          ) : (
            <div className="step-actions">
              <Button onPress={() => setIsApp(true)}>{account.factor.start}</Button>
            </div>
          )}
        </section>
      ) : null}
      {/* Who has come by code has no password yet. */}
      {codes && me ? (
        <div className="factor-page">
          <PasswordChange me={me} />
        </div>
      ) : null}
    </View>
  );
}
