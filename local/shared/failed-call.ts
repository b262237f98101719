import { shownInLog } from './shown-in-log.ts';

/** A URL as it may stand in the log: its query and its user may be secrets. */
export function publicPart({ origin, pathname, search }: URL): string {
  return shownInLog(origin + pathname) + (search === '' ? '' : '?…');
}

/** What names a call that failed and why; without a cause, which `reasonOf` would tell in its place. */
export const failedCall = (url: URL, error: unknown): Error =>
  new Error(`${publicPart(url)} failed: ${reasonOf(error)}`);

/** Why a call failed: the innermost reason, e.g. `getaddrinfo ENOTFOUND x`. Some have a code only. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(reasonOf))].join(', ');
  }
  if (!(error instanceof Error)) return shownInLog(String(error));
  const { cause, message } = error;
  if (cause !== undefined) return reasonOf(cause);
  const { code } = error as NodeJS.ErrnoException;
  return shownInLog(message || (code ?? error.name));
}
