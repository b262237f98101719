import type { DateTimeFormatter, LocalDate, LocalTime, ZoneId } from '@js-joda/core';
import type { Clock } from '../../shared/clock.ts';
import { joda } from './joda.ts';

const formatters = new Map<string, DateTimeFormatter>();
/** Patterns kept ready. */
const MOST = 200;

/** Java's DateTimeFormatter.ofPattern with the English locale. */
function formatter(pattern: unknown): DateTimeFormatter {
  const text = String(pattern);
  let known = formatters.get(text);
  if (known === undefined) {
    const { core, locale } = joda();
    known = core.DateTimeFormatter.ofPattern(text).withLocale(locale.US);
    if (formatters.size < MOST) formatters.set(text, known);
  }
  return known;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function zone(name: unknown): ZoneId {
  const { ZoneId: zones, ZoneOffset: offsets } = joda().core;
  return isGiven(name) ? zones.of(String(name)) : offsets.UTC;
}

function format(ms: number, pattern: unknown, zoneName: unknown): string {
  const { Instant, ZonedDateTime } = joda().core;
  return ZonedDateTime.ofInstant(Instant.ofEpochMilli(ms), zone(zoneName)).format(
    formatter(pattern),
  );
}

const iso = (ms: number): string => new Date(ms).toISOString();

function parseFormatted(text: unknown, pattern: unknown, zoneName?: unknown): number {
  const { TemporalQueries, LocalDateTime, LocalTime: localTime } = joda().core;
  const parsed = formatter(pattern).parse(String(text));
  const own = parsed.query<ZoneId | null>(TemporalQueries.zone());
  const place = own ?? (isGiven(zoneName) ? zone(zoneName) : null);
  if (place === null) {
    throw new TypeError(
      `Text '${String(text)}' has no time zone: give it in the pattern or as third argument`,
    );
  }
  const date = parsed.query<LocalDate | null>(TemporalQueries.localDate());
  if (date === null) throw new TypeError(`Text '${String(text)}' has no date`);
  const time = parsed.query<LocalTime | null>(TemporalQueries.localTime()) ?? localTime.MIDNIGHT;
  return LocalDateTime.of(date, time).atZone(place).toInstant().toEpochMilli();
}

/** util.time: what needs the clock or the calendar. Times are milliseconds since the epoch. */
export function createTime(clock: Clock) {
  return {
    nowISO8601: () => iso(clock.now()),
    nowFormatted: (pattern: unknown, zoneName?: unknown) => format(clock.now(), pattern, zoneName),
    /**
     * Without a zone argument the text must tell its own.
     * @throws a Java-like message when text and pattern do not fit
     */
    parseFormatted,
    parseISO8601: (text: unknown) =>
      joda().core.OffsetDateTime.parse(String(text)).toInstant().toEpochMilli(),
    toISO8601: (ms: unknown) => iso(Number(ms)),
    toFormatted: (ms: unknown, pattern: unknown, zoneName?: unknown) =>
      format(Number(ms), pattern, zoneName),
  };
}
