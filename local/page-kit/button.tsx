import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import { Link, type LinkProps } from 'react-router';
import { Icon, type IconName } from './icon.tsx';

/** How loud a button is: one primary in a view. */
export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'ghost';

/** What a button is, besides what React Aria's takes. */
export interface ButtonProps extends Omit<
  AriaProps,
  'children' | 'className' | 'isPending' | 'style'
> {
  /** What it does goes on: a further press does nothing, and the focus stays. */
  readonly isPending?: boolean;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly children?: ReactNode;
}

const classOf = ({ look = 'secondary', isSmall = false }: Pick<ButtonProps, 'look' | 'isSmall'>) =>
  `button button-${look}${isSmall ? ' button-small' : ''}`;

/**
 * Does something here and now. While that goes on it is not React Aria's pending, which speaks of a button that
 * may be gone by then.
 */
export function Button({ look, icon, isSmall, isPending = false, children, ...rest }: ButtonProps) {
  const { onPress, type = 'button' } = rest;
  return (
    <AriaButton
      {...rest}
      {...(onPress && !isPending ? { onPress } : { onPress: () => undefined })}
      type={isPending ? 'button' : type}
      className={`${classOf({ look, isSmall })}${isPending ? ' button-pending' : ''}`}
    >
      {icon ? <Icon name={icon} /> : null}
      {children === undefined ? null : <span>{children}</span>}
    </AriaButton>
  );
}

/** A button with nothing but an icon; `label` is its name. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, 'children'> & { label: string }) {
  return <Button look="ghost" {...rest} aria-label={label} />;
}

/** Goes to another address, and looks like a button. */
export function ButtonLink({
  look,
  icon,
  isSmall,
  children,
  ...rest
}: Omit<LinkProps, 'className' | 'style'> & Pick<ButtonProps, 'look' | 'icon' | 'isSmall'>) {
  return (
    <Link {...rest} className={classOf({ look, isSmall })}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </Link>
  );
}
