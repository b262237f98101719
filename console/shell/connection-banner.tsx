import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Connection, ConnectionStore } from '../connection/connection-store.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Icon } from 'appsync-on-a-laptop/page-kit/icon';

/** Where the page's connection is watched. */
export const ConnectionContext = createContext<ConnectionStore | null>(null);

const none = () => () => undefined;

/** How the page stands with the API now. */
export function useConnection(): Connection {
  const store = useContext(ConnectionContext);
  return useSyncExternalStore(store?.subscribe ?? none, () => store?.getState() ?? 'fine');
}

/** Says that the connection is lost, as long as it is, and that it is back. */
export function ConnectionBanner() {
  const connection = useConnection();
  const { connection: texts } = useTexts();
  return (
    <div role="status" className="connection">
      {connection === 'fine' ? null : (
        <p className={`banner banner-${connection === 'back' ? 'good' : 'bad'}`}>
          <Icon name={connection === 'back' ? 'check' : 'offline'} />
          {texts[connection]}
        </p>
      )}
    </div>
  );
}
