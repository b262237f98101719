import { Dialog as KitDialog, type DialogProps } from 'appsync-on-a-laptop/page-kit/dialog';
import { ConnectionBanner } from '../shell/connection-banner.tsx';
import { useTexts } from '../texts/use-texts.tsx';

/** A dialog in the reader's language, which says like the page behind it when the connection is lost. */
export function Dialog(props: Omit<DialogProps, 'close' | 'banner'>) {
  const { close } = useTexts().actions;
  return <KitDialog {...props} close={close} banner={<ConnectionBanner />} />;
}
