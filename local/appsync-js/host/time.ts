import {
  DateTimeFormatter,
  Instant,
  LocalDate,
  LocalDateTime,
  LocalTime,
  OffsetDateTime,
  TemporalQueries,
  ZoneId,
  ZoneOffset,
  ZonedDateTime,
} from '@js-joda/core';
import '@js-joda/timezone';
import { Locale } from '@js-joda/locale';
import '@js-joda/locale_en-us';
import type { Clock } from '../../shared/clock.ts';

const formatters = new Map<string, DateTimeFormatter>();

/** Java's DateTimeFormatter.ofPattern with the English locale. */
function formatter(pattern: unknown): DateTimeFormatter {
  const text = String(pattern);
  let known = formatters.get(text);
  if (known === undefined) {
    known = DateTimeFormatter.ofPattern(text).withLocale(Locale.US);
    formatters.set(text, known);
  }
  return known;
}

const zone = (name: unknown): ZoneId =>
  name === undefined || name === null ? ZoneOffset.UTC : ZoneId.of(String(name));

const format = (ms: number, pattern: unknown, zoneName: unknown): string =>
  ZonedDateTime.ofInstant(Instant.ofEpochMilli(ms), zone(zoneName)).format(formatter(pattern));

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Without a zone argument the text must tell its own.
 * @throws a Java-like message when text and pattern do not fit
 */
function parseFormatted(text: unknown, pattern: unknown, zoneName?: unknown): number {
  const parsed = formatter(pattern).parse(String(text));
  const own = parsed.query(TemporalQueries.zone()) as ZoneId | null;
  const place = own ?? (zoneName === undefined || zoneName === null ? null : zone(zoneName));
  if (place === null) {
    throw new TypeError(
      `Text '${String(text)}' has no time zone: give it in the pattern or as third argument`,
    );
  }
  const date = (parsed.query(TemporalQueries.localDate()) as LocalDate | null) ?? null;
  if (date === null) throw new TypeError(`Text '${String(text)}' has no date`);
  const time =
    (parsed.query(TemporalQueries.localTime()) as LocalTime | null) ?? LocalTime.MIDNIGHT;
  return LocalDateTime.of(date, time).atZone(place).toInstant().toEpochMilli();
}

/** util.time: what needs the clock or the calendar. Times are milliseconds since the epoch. */
export function createTime(clock: Clock) {
  return {
    nowISO8601: () => iso(clock.now()),
    nowFormatted: (pattern: unknown, zoneName?: unknown) => format(clock.now(), pattern, zoneName),
    parseFormatted,
    parseISO8601: (text: unknown) => OffsetDateTime.parse(String(text)).toInstant().toEpochMilli(),
    toISO8601: (ms: unknown) => iso(Number(ms)),
    toFormatted: (ms: unknown, pattern: unknown, zoneName?: unknown) =>
      format(Number(ms), pattern, zoneName),
  };
}
