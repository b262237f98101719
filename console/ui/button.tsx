import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon.tsx';

/** How loud a button is: one primary in a view. */
export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'ghost';

/** What a button is, besides what React Aria's takes. */
export interface ButtonProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly children?: ReactNode;
}

const classOf = ({ look = 'secondary', isSmall = false }: Pick<ButtonProps, 'look' | 'isSmall'>) =>
  `button button-${look}${isSmall ? ' button-small' : ''}`;

/** Does something here and now. */
export function Button({ look, icon, isSmall, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classOf({ look, isSmall })}>
      {icon ? <Icon name={icon} /> : null}
      {children === undefined ? null : <span>{children}</span>}
    </AriaButton>
  );
}

/** A button with nothing but an icon; `label` is its name. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, 'children'> & { label: string }) {
  return <Button look="ghost" {...rest} aria-label={label} />;
}
