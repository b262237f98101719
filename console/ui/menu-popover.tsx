import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Icon } from 'appsync-on-a-laptop/page-kit/icon';
import type { MenuAction } from './menu.tsx';
import { Popover } from './popover.tsx';

/** The list that opens under the button of a menu. */
export function MenuPopover(props: {
  readonly label: string;
  readonly button: RefObject<HTMLElement | null>;
  readonly actions: readonly MenuAction[];
  readonly onClose: () => void;
}) {
  const { label, button, actions, onClose } = props;
  return (
    <Popover button={button} onClose={onClose}>
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
