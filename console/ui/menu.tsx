import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon, type IconName } from './icon.tsx';

/** Something to do, in a menu. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly isDanger?: boolean;
  readonly onAction: () => void;
}

/** Opens a list of actions from a button. */
export function ActionMenu(props: {
  readonly label: string;
  /** The button. */
  readonly children: ReactElement;
  readonly actions: readonly MenuAction[];
}) {
  return (
    <MenuTrigger>
      {props.children}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={props.label}>
          {props.actions.map(({ id, label, icon, isDanger = false, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              onAction={onAction}
              textValue={label}
              className={isDanger ? 'menu-item menu-item-danger' : 'menu-item'}
            >
              {icon ? <Icon name={icon} /> : null}
              <span>{label}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
