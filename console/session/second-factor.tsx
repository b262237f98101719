import { View } from '../shell/view.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { SetUpTotp } from './set-up-totp.tsx';

/** Stands in the place of every view for whom the API lets do nothing before there is a second factor. */
export function SecondFactor() {
  const { factor } = useTexts().session;
  return (
    <View title={factor.title}>
      <section className="panel card factor-page">
        <p className="callout callout-info">{factor.why}</p>
        {/* All that was refused is asked for again, the subscription too; what was entered is in the drafts. */}
        <SetUpTotp onDone={() => location.reload()} />
      </section>
    </View>
  );
}
