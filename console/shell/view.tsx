import { useEffect, type ReactNode } from 'react';
import { useAccess } from '../session/use-access.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { NoRight } from '../ui/states.tsx';

/** One view: its name above it and in the browser's tab, what can be done beside the name, and its content. */
export function View(props: {
  readonly title: string;
  /** Above the title: the way back. */
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { product } = useTexts();
  useEffect(() => {
    document.title = `${props.title} · ${product}`;
  }, [props.title, product]);
  return (
    <div className="view">
      {props.above}
      <header className="view-head">
        <h1>{props.title}</h1>
        {props.actions ? <div className="view-actions">{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  );
}

/** Shows what is for administrators to nobody else. */
export function ForAdmins({ children }: { readonly children: ReactNode }) {
  const { isAdmin } = useAccess();
  return isAdmin ? children : <NoRight />;
}
