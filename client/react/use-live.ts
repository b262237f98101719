import { useEffect, useSyncExternalStore } from 'react';
import type { LiveState } from './live-users.ts';
import { useQueryScope, useShared } from './provider.tsx';

/** Changes of users while the component is there. */
export function useLive(): LiveState {
  const { live } = useShared();
  const { enabled } = useQueryScope();
  useEffect(() => (enabled ? live.hold() : undefined), [live, enabled]);
  return useSyncExternalStore(live.subscribe, live.getState, live.getServerState);
}
