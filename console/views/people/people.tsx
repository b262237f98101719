import { View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';

/** Placeholder. */
export function People() {
  const texts = useTexts();
  return <View title={texts.people.title}>{null}</View>;
}
