import type { Heading } from './input-line.ts';

/** The first column of a file of refused rows; left out when that is imported. */
export const REASON_COLUMN = 'refused because';

/** A row's text with a reason before its first cell. */
export const withReason = (text: string, reason: string, { delimiter }: Heading) =>
  `"${reason.replaceAll('"', '""')}"${delimiter}${text}`;

/** A row's text without its first cell. */
export function withoutReason(text: string, { delimiter }: Heading): string {
  const quoted = /^\s*"(?:[^"]|"")*"\s*/u.exec(text);
  const start = quoted?.[0].length ?? 0;
  const end = text.indexOf(delimiter, start);
  return end === -1 ? '' : text.slice(end + delimiter.length);
}
