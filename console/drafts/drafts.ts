import { useCallback, useState } from 'react';
import { useSession } from 'user-manager-client/react';

const PREFIX = 'console.draft.';

/**
 * A value that somebody enters and that nothing loses: not the end of a session, a reload or a restart of the
 * server. Kept in this tab only, for the person who entered it, until it is forgotten or they sign out.
 * @param name which input, e.g. `person.<id>`
 */
export function useDraft<Value>(
  name: string,
): readonly [Value | null, (value: Value | null) => void] {
  const { user } = useSession();
  const key = `${PREFIX}${user?.id ?? ''}.${name}`;
  const [kept, setKept] = useState(() => ({ key, value: read(key) as Value | null }));
  // Another person, or the same form for somebody else.
  const value = kept.key === key ? kept.value : (read(key) as Value | null);
  const keep = useCallback(
    (next: Value | null) => {
      if (next === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(next));
      setKept({ key, value: next });
    },
    [key],
  );
  return [value, keep];
}

/** Who signs out leaves nothing behind. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}

function read(key: string): unknown {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as unknown);
}
