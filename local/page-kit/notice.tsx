import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** A view, or a part of it, that has nothing to show: why, and what to do. */
export function Notice(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once. */
  readonly isAlert?: boolean;
  /** It is all that the page shows. */
  readonly isPage?: boolean;
}) {
  const Title = props.isPage ? 'h1' : 'h2';
  return (
    <div className="notice" role={props.isAlert ? 'alert' : undefined}>
      <span className="notice-icon">
        <Icon name={props.icon} size={26} />
      </span>
      <Title className="notice-title">{props.title}</Title>
      {props.children ? <p className="notice-text">{props.children}</p> : null}
      {props.actions ? <div className="notice-actions">{props.actions}</div> : null}
    </div>
  );
}
