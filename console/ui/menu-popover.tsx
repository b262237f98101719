import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './icon.tsx';
import type { MenuAction } from './menu.tsx';

/** The list that opens under the button of a menu. */
export function MenuPopover(props: {
  readonly label: string;
  readonly button: RefObject<HTMLElement | null>;
  readonly actions: readonly MenuAction[];
  readonly onClose: () => void;
}) {
  const { label, button, actions, onClose } = props;
  return (
    <Popover
      className="popover"
      placement="bottom end"
      triggerRef={button}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {actions.map(({ id, label: text, icon, isDanger = false, onAction }) => (
          <MenuItem
            key={id}
            id={id}
            onAction={onAction}
            textValue={text}
            className={isDanger ? 'menu-item menu-item-danger' : 'menu-item'}
          >
            {icon ? <Icon name={icon} /> : null}
            <span>{text}</span>
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
