import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { Button, IconButton } from 'appsync-on-a-laptop/page-kit/button';

/** What was done, or not; with a way back where there is one. */
export interface Toast {
  readonly text: string;
  readonly tone?: 'good' | 'bad';
  readonly action?: { readonly label: string; readonly onAction: () => void };
}

type Shown = Toast & { readonly id: number };

const Context = createContext<(toast: Toast) => void>(() => undefined);

const withoutAction = ({ action: _, ...toast }: Shown): Shown => toast;

/** Long enough to read and to undo; what failed stays until it is closed. */
const SHOWN_FOR_MS = 10_000;
const AT_MOST = 3;

let lastId = 0;

/** Shows what `useToast` says, at the foot of the page, and reads it out. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const { actions } = useTexts();
  const close = useCallback((id: number) => {
    setToasts((all) => all.filter((toast) => toast.id !== id));
  }, []);
  const show = useMemo(
    () => (toast: Toast) => {
      lastId += 1;
      const id = lastId;
      // What came before may not be what is there any more: only the last thing is undone here.
      setToasts((all) => [...all.slice(1 - AT_MOST).map(withoutAction), { id, ...toast }]);
      if (toast.tone !== 'bad') setTimeout(() => close(id), SHOWN_FOR_MS);
    },
    [close],
  );
  return (
    <Context.Provider value={show}>
      {children}
      <div className="toasts" role="status">
        {toasts.map(({ id, text, tone = 'good', action }) => (
          <div key={id} className={`toast toast-${tone}`}>
            <span className="toast-text">{text}</span>
            {action ? (
              <Button
                isSmall
                onPress={() => {
                  close(id);
                  action.onAction();
                }}
              >
                {action.label}
              </Button>
            ) : null}
            <IconButton isSmall label={actions.close} icon="close" onPress={() => close(id)} />
          </div>
        ))}
      </div>
    </Context.Provider>
  );
}

/** Says something in passing. */
export const useToast = (): ((toast: Toast) => void) => useContext(Context);
