import { View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';

/** Placeholder. */
export function Account() {
  const texts = useTexts();
  return <View title={texts.account.title}>{null}</View>;
}
