import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon.tsx';

/** What `GET /_local/watch/events` tells. */
interface WatchEvent {
  readonly state: 'building' | 'live' | 'broken';
  readonly what: string;
  readonly errors: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly reason: string;
  }[];
}

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
            {watch.errors.map(({ file, line, column, reason }) => (
              <p key={`${file}:${line}:${column}${reason}`}>
                <code>{`${file}:${line}:${column}`}</code> {reason}
              </p>
            ))}
          </div>
        </div>
      ) : null}
      {!isGone && watch?.state === 'building' ? (
        <p className="banner banner-info">{`Being built: ${watch.what}`}</p>
      ) : null}
    </div>
  );
}

function useEngine(): { readonly isGone: boolean; readonly watch: WatchEvent | null } {
  const [isGone, setIsGone] = useState(false);
  const [watch, setWatch] = useState<WatchEvent | null>(null);
  useEffect(() => {
    const events = new EventSource('/_local/watch/events');
    events.onopen = () => setIsGone(false);
    events.onmessage = ({ data }) => setWatch(JSON.parse(String(data)) as WatchEvent);
    // The browser connects anew by itself, unless the engine refused: then nothing is watched.
    events.onerror = () => setIsGone(events.readyState === EventSource.CONNECTING);
    return () => events.close();
  }, []);
  return { isGone, watch };
}
