import { useTexts } from '../texts/use-texts.tsx';
import { IconButton } from './button.tsx';
import { useToast } from './toasts.tsx';

/** Puts a text into the clipboard; `label` says which. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { actions } = useTexts();
  const toast = useToast();
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => toast({ text: actions.copied }));
  return <IconButton isSmall icon="copy" label={`${actions.copy}: ${label}`} onPress={copy} />;
}
