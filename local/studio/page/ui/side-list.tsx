import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** One of the things that a view shows one by one. */
export interface SideItem {
  readonly to: string;
  readonly name: string;
  readonly about?: ReactNode;
}

/** A list to choose from, and what is chosen beside it. */
export function SideList(props: {
  readonly label: string;
  readonly items: readonly SideItem[];
  /** Address of the one that is shown. */
  readonly shown?: string | undefined;
  readonly children: ReactNode;
}) {
  const { label, items, shown, children } = props;
  return (
    <div className="split">
      <nav className="panel side-list" aria-label={label}>
        <ul>
          {items.map(({ to, name, about }) => (
            <li key={to}>
              <Link to={to} className="side-item" aria-current={to === shown ? 'page' : undefined}>
                <span className="side-name">{name}</span>
                {about ? <span className="side-about">{about}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="stack split-main">{children}</div>
    </div>
  );
}
