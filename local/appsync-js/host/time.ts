import type { LocalDate, LocalTime, ZoneId, ZoneOffset, ZonedDateTime } from '@js-joda/core';
import type { Clock } from '../../shared/clock.ts';
import { formatterOf, parserOf } from './date-time-patterns.ts';
import { joda } from './joda.ts';
import { withZoneNames } from './zone-names.ts';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function given(what: string, value: unknown): string {
  if (!isGiven(value)) throw new TypeError(`${what} is missing`);
  return String(value);
}

function zone(name: unknown): ZoneId {
  const { ZoneId: zones, ZoneOffset: offsets } = joda().core;
  return isGiven(name) ? zones.of(String(name)) : offsets.UTC;
}

function format(ms: number, pattern: unknown, zoneName: unknown): string {
  const { Instant, ZonedDateTime: moments } = joda().core;
  const moment: ZonedDateTime = moments.ofInstant(Instant.ofEpochMilli(ms), zone(zoneName));
  return moment.format(formatterOf(withZoneNames(given('The format', pattern), moment)));
}

const iso = (ms: number): string => new Date(ms).toISOString();

function parseFormatted(text: unknown, pattern: unknown, zoneName?: unknown): number {
  const { TemporalQueries, LocalDateTime, LocalTime: localTime } = joda().core;
  const parsed = parserOf(given('The format', pattern)).parse(given('The timestamp', text));
  // An offset tells which of the two hours at the end of daylight saving is meant; a region does not.
  const own =
    parsed.query<ZoneOffset | null>(TemporalQueries.offset()) ??
    parsed.query<ZoneId | null>(TemporalQueries.zone());
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

const parseISO8601 = (text: unknown): number =>
  joda().core.OffsetDateTime.parse(given('The timestamp', text)).toInstant().toEpochMilli();

/** What the library adds to Java's words: where it was in which text, and the stack of the cause. */
function inJavaWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const [text = ''] = error.message.split('\n-------\n');
  const parsing = error as { parsedString?(): string; errorIndex?(): number };
  const where = `: ${parsing.parsedString?.()}, at index: ${parsing.errorIndex?.()}`;
  return new Error(text.endsWith(where) ? text.slice(0, -where.length) : text, { cause: error });
}

const plainSpoken =
  <Arguments extends readonly unknown[], Result>(run: (...args: Arguments) => Result) =>
  (...args: Arguments): Result => {
    try {
      return run(...args);
    } catch (error) {
      throw inJavaWords(error);
    }
  };

/**
 * util.time: what needs the clock or the calendar. Times are milliseconds since the epoch.
 * Without a zone argument a text that is parsed must tell its own.
 * All throw a message in Java's words when text, pattern or zone cannot be read.
 */
export function createTime(clock: Clock) {
  return {
    nowISO8601: () => iso(clock.now()),
    nowFormatted: plainSpoken((pattern: unknown, zoneName?: unknown) =>
      format(clock.now(), pattern, zoneName),
    ),
    parseFormatted: plainSpoken(parseFormatted),
    parseISO8601: plainSpoken(parseISO8601),
    toISO8601: (ms: unknown) => iso(Number(ms)),
    toFormatted: plainSpoken((ms: unknown, pattern: unknown, zoneName?: unknown) =>
      format(Number(ms), pattern, zoneName),
    ),
  };
}
