import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.tsx';

/** What a dialog is given. */
export interface DialogProps {
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
  /** Of the button that closes it. @default Close */
  readonly close?: string;
  /** Under its title: what the page behind it says, which is veiled and of which readers do not hear. */
  readonly banner?: ReactNode;
}

/** What stands over a view until it is done with; Escape and a press beside it close it, and keep its input. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, actions, width = 'narrow', isAlert, isBusy = false } = props;
  const { close = 'Close', banner } = props;
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
            {isBusy ? null : <IconButton label={close} icon="close" onPress={onClose} />}
          </header>
          {banner}
          <div className="dialog-content">{children}</div>
          {actions ? <footer className="dialog-actions">{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
