import type { Heading } from './input-line.ts';

/** The first column of a file of refused rows; left out when that is imported. */
export const REASON_COLUMN = 'refused because';

const QUOTED = /^"(?:[^"]|"")*"/u;

/** A row's text with a reason before its first cell. */
export const withReason = (text: string, reason: string, { delimiter }: Heading) =>
  `"${reason.replaceAll('"', '""')}"${delimiter}${text}`;

/** A row's text without its first cell. */
export function withoutReason(text: string, { delimiter }: Heading): string {
  // Only what stands before the first delimiter, which may be blank itself: a tab or a space.
  const [first = ''] = text.split(delimiter, 1);
  const start = first.length - first.trimStart().length;
  const quoted = QUOTED.exec(text.slice(start));
  const end = text.indexOf(delimiter, start + (quoted?.[0].length ?? 0));
  return end === -1 ? '' : text.slice(end + delimiter.length);
}
