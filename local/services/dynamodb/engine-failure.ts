import { publicPart } from '../../shared/failed-call.ts';
import { shownInLog } from '../../shared/shown-in-log.ts';
import type { ApiException } from './api-exception.ts';

/** SQLite's words, which the engine passes on: https://www.sqlite.org/rescode.html#full */
const DISK_FULL = /database or disk is full/;

/** Whether the engine itself failed, which is for whoever runs it to know and no fault of the caller. */
export const isOwnFailure = ({ status }: Pick<ApiException, 'status'>): boolean => status >= 500;

/** The log line of a failure of the engine itself. */
export function engineFailure(url: URL, { name, message }: ApiException): string {
  const reason = DISK_FULL.test(message)
    ? 'the disk is full. What was acknowledged is kept; make room, and writes go on by themselves'
    : shownInLog(`${name} ${message}`.trim());
  return `${publicPart(url)} failed: ${reason}`;
}
