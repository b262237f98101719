import { View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';

/** Placeholder. */
export function Person() {
  const texts = useTexts();
  return <View title={texts.person.title}>{null}</View>;
}
