import { useTexts } from '../texts/use-texts.tsx';
import { IconButton } from 'appsync-on-a-laptop/page-kit/button';
import { useToast } from './toasts.tsx';

/** Puts a text into the clipboard; `label` says which. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { actions } = useTexts();
  const toast = useToast();
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => toast({ text: actions.copied }));
  return <IconButton isSmall icon="copy" label={`${actions.copy}: ${label}`} onPress={copy} />;
}
