import { useEffect, useState, type ComponentType } from 'react';

/**
 * A part of a page whose code is loaded when it is first shown; until then nothing is in its place.
 * React's own `lazy` with `Suspense` keeps what has come back for 300 ms more, so that fallbacks do not
 * flicker: for an empty place that is a menu or a dialog which opens a third of a second late.
 * @param load rejects: the nearest error boundary gets it, and the next time it is tried again
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: Loaded<Props> | null = null;
  return function Later(props: Props) {
    const [state, setState] = useState<Loaded<Props> | Failed | null>(loaded);
    useEffect(() => {
      if (state !== null) return;
      void load().then(
        (Part) => setState((loaded = { Part })),
        (error: unknown) => setState({ error }),
      );
    }, [state]);
    if (state === null) return null;
    if ('error' in state) throw state.error;
    return <state.Part {...props} />;
  };
}

interface Loaded<Props> {
  readonly Part: ComponentType<Props>;
}

interface Failed {
  readonly error: unknown;
}
