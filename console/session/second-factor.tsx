import { useConfig } from '../shell/config-context.ts';
import { View } from '../shell/view.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { PasswordChange } from '../views/account/password-change.tsx';
import { SetUpTotp } from './set-up-totp.tsx';
import { useAccess } from './use-access.ts';

/** Stands in the place of every view for whom the API lets do nothing before there is a second factor. */
export function SecondFactor() {
  const { factor } = useTexts().session;
  const { codes } = useConfig();
  const { me } = useAccess();
  return (
    <View title={factor.title}>
      <section className="panel card factor-page">
        <p className="callout callout-info">{factor.why}</p>
        {/* All that was refused is asked for again, the subscription too; what was entered is in the drafts. */}
        <SetUpTotp onDone={() => location.reload()} />
      </section>
      {/* Who has come by code has no password yet. */}
      {codes && me ? <PasswordChange me={me} /> : null}
    </View>
  );
}
