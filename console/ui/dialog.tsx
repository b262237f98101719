import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ConnectionBanner } from '../shell/connection-banner.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { IconButton } from 'appsync-on-a-laptop/page-kit/button';

/** What stands over a view until it is done with; Escape and a press beside it close it, and keep its input. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at its foot; the last is what it is about. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** Something of weight is asked: readers hear it at once. */
  readonly isAlert?: boolean;
  /** Work goes on which a press beside it must not hide. */
  readonly isBusy?: boolean;
}) {
  const { title, onClose, children, actions, width = 'narrow', isAlert, isBusy = false } = props;
  const { actions: words } = useTexts();
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={!isBusy}
      isKeyboardDismissDisabled={isBusy}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={`dialog dialog-${width}`}>
        <AriaDialog className="dialog-body" role={isAlert ? 'alertdialog' : 'dialog'}>
          <header className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {isBusy ? null : <IconButton label={words.close} icon="close" onPress={onClose} />}
          </header>
          {/* That of the page is behind the veil, and readers do not hear of it. */}
          <ConnectionBanner />
          <div className="dialog-content">{children}</div>
          {actions ? <footer className="dialog-actions">{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
