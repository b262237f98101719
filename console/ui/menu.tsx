import { useRef, useState } from 'react';
import { Button, type ButtonProps } from 'appsync-on-a-laptop/page-kit/button';
import type { IconName } from 'appsync-on-a-laptop/page-kit/icon';
import { later } from 'appsync-on-a-laptop/page-kit/later';

/** A sixth of a first visit, for what is opened now and then. */
const MenuPopover = later(async () => (await import('./menu-popover.tsx')).MenuPopover);

/** Something to do, in a menu. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly isDanger?: boolean;
  readonly onAction: () => void;
}

/** A button that opens a list of actions. */
export function ActionMenu(
  props: Pick<ButtonProps, 'icon' | 'isSmall'> & {
    readonly label: string;
    readonly actions: readonly MenuAction[];
  },
) {
  const { label, actions, icon, isSmall } = props;
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  return (
    <span ref={place} className="menu-place">
      <Button
        icon={icon}
        isSmall={isSmall}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen ? (
        <MenuPopover
          label={label}
          button={place}
          actions={actions}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </span>
  );
}
