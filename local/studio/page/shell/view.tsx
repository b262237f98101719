import { useEffect, type ReactNode } from 'react';

/** One view: its name above it and in the browser's tab, what can be done beside the name, and its content. */
export function View(props: {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** It takes the whole width of the window. */
  readonly isWide?: boolean;
}) {
  useEffect(() => {
    document.title = `${props.title} · Studio`;
  }, [props.title]);
  return (
    <div className={props.isWide ? 'view view-wide' : 'view'}>
      <header className="view-head">
        <h1>{props.title}</h1>
        {props.actions ? <div className="view-actions">{props.actions}</div> : null}
      </header>
      {props.intro ? <p className="muted view-intro">{props.intro}</p> : null}
      {props.children}
    </div>
  );
}
