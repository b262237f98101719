/** Dates and numbers as the reader writes them, in the zone of the reader's clock. */
export interface Formats {
  /** Such as 3 May 2026, 14:05. */
  readonly dateTime: (iso: string) => string;
  readonly date: (iso: string) => string;
  /** Such as 5 minutes ago. */
  readonly ago: (iso: string, now?: number) => string;
  /** Of what is to come, such as in 5 minutes. */
  readonly until: (iso: string, now?: number) => string;
  readonly number: (value: number) => string;
  /** Such as a, b and c. */
  readonly list: (items: readonly string[]) => string;
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Those of a locale. */
export function createFormats(locale: string): Formats {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale);
  const inWords = (seconds: number): string => {
    const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
    return relative.format(Math.trunc(seconds / unit[1]), unit[0]);
  };
  const ahead = (iso: string, now: number): number => Math.round((Date.parse(iso) - now) / 1_000);
  return {
    dateTime: (iso) => dateTime.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    // The reader's clock may not be the server's: nothing that was lies ahead, nor the other way round.
    ago: (iso, now = Date.now()) => inWords(Math.min(0, ahead(iso, now))),
    until: (iso, now = Date.now()) => inWords(Math.max(0, ahead(iso, now))),
    number: (value) => number.format(value),
    list: (items) => list.format(items),
  };
}
