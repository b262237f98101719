import type { ReactNode, RefObject } from 'react';
import { Popover as AriaPopover } from 'react-aria-components/Popover';

/** What opens under a button, until it is left. */
export function Popover(props: {
  readonly button: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <AriaPopover
      className="popover"
      placement="bottom end"
      triggerRef={props.button}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      {props.children}
    </AriaPopover>
  );
}
