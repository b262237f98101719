import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WatchEvent } from '../../../watching/watch-events.ts';
import { Icon } from '../../../page-kit/icon.tsx';

/** Says that the engine is gone, or that what was saved last does not work, as long as that is so. */
export function EngineBanner() {
  const { isGone, watch } = useEngine();
  return (
    <div role="status" className="engine">
      {isGone ? (
        <p className="banner banner-bad">
          <Icon name="offline" />
          The engine does not answer. The page goes on once it is there again.
        </p>
      ) : null}
      {!isGone && watch?.state === 'broken' ? (
        <div className="banner banner-bad">
          <Icon name="alert" />
          <div>
            <p>What was saved last does not work; what worked before goes on.</p>
            {watch.errors.map(({ file, line, column, reason }, index) => (
              <p key={index} className="break">
                <code>{[file, line, column].filter((part) => part !== null).join(':')}</code>{' '}
                {reason}
              </p>
            ))}
          </div>
        </div>
      ) : null}
      {!isGone && watch?.state === 'building' ? (
        <p className="banner banner-info">{`Being built: ${watch.what.join(', ')}`}</p>
      ) : null}
    </div>
  );
}

function useEngine(): { readonly isGone: boolean; readonly watch: WatchEvent | null } {
  const client = useQueryClient();
  const [isGone, setIsGone] = useState(false);
  const [watch, setWatch] = useState<WatchEvent | null>(null);
  useEffect(() => {
    const events = new EventSource('/_local/watch/events');
    events.onopen = () => setIsGone(false);
    events.onmessage = ({ data }) => {
      const event = JSON.parse(String(data)) as WatchEvent;
      setWatch(event);
      // What was saved may have other tables, functions and a schema.
      if (event.state === 'live' && event.what.length > 0) void client.invalidateQueries();
    };
    // The browser connects anew by itself, unless the engine refused: then nothing is watched.
    events.onerror = () => setIsGone(events.readyState === EventSource.CONNECTING);
    return () => events.close();
  }, [client]);
  return { isGone, watch };
}
