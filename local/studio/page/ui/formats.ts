/** Such as 14:03:07.120, of the reader's day. */
export const timeOf = (at: number): string => {
  const time = new Date(at);
  const clock = time.toLocaleTimeString('en-GB');
  return `${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
};

const DATE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Such as 29 Nov 2026, 14:03:07. */
export const dateTimeOf = (at: number | string): string => DATE_TIME.format(new Date(at));

const SECOND = 1_000;

/** Such as 0.4 ms, 12 ms, 1.2 s. */
export function durationOf(ms: number): string {
  if (ms >= SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** `one` of 1, else `many`; such as "3 items". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

const KIB = 1_024;

/** Such as 12 KiB, 3.4 MiB. */
export const sizeOf = (bytes: number): string =>
  bytes < KIB * KIB ? `${Math.ceil(bytes / KIB)} KiB` : `${(bytes / (KIB * KIB)).toFixed(1)} MiB`;
