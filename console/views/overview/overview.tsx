import { View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';

/** Placeholder. */
export function Overview() {
  const texts = useTexts();
  return <View title={texts.overview.title}>{null}</View>;
}
