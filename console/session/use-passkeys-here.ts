import { hasPasskeys } from 'user-manager-client';
import { useConfig } from '../shell/config-context.ts';

/** Whether this page can use passkeys: the stage has them, for the domain of this page, and the browser knows them. */
export function usePasskeysHere(): boolean {
  const { passkeys } = useConfig();
  if (passkeys === undefined || !hasPasskeys()) return false;
  const { hostname } = location;
  return hostname === passkeys || hostname.endsWith(`.${passkeys}`);
}
