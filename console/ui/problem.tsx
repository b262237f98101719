import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

/** Shows what has just come, wherever the reader is: on a phone that is often further down. */
export function useIntoView<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    // What it answers is no end of an effect: a promise in newer browsers.
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return shown;
}

/** Why something was not done. */
export function Problem({ children }: { readonly children: ReactNode }) {
  const shown = useIntoView<HTMLParagraphElement>();
  return (
    <p className="callout callout-bad" role="alert" ref={shown}>
      {children}
    </p>
  );
}
