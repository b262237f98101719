import type { DateTimeFormatter } from '@js-joda/core';
import { joda } from './joda.ts';

/** Patterns kept ready, of each kind. */
const MOST = 200;

/** Java's DateTimeFormatter.ofPattern with the English locale. */
export const formatterOf = remembered((pattern) => {
  const { core, locale } = joda();
  return core.DateTimeFormatter.ofPattern(pattern).withLocale(locale.US);
});

/** A year that digits of other fields follow at once, up to the fraction, as in `yyyyMMddHHmmssSSS`. */
const ADJACENT_YEAR = /(?<![A-Za-z'])(?:yyyy|uuuu)(?=[A-Za-z]*S)/;

/**
 * The same for parsing. The library reads at most 15 digits in a row: a year that more may follow is
 * taken apart from them, as four digits.
 */
export const parserOf = remembered((pattern) => {
  const year = ADJACENT_YEAR.exec(pattern);
  if (year === null) return formatterOf(pattern);
  const { core, locale } = joda();
  const { ChronoField, DateTimeFormatterBuilder: Builder } = core;
  const field = year[0] === 'yyyy' ? ChronoField.YEAR_OF_ERA : ChronoField.YEAR;
  const builder = new Builder().appendPattern(pattern.slice(0, year.index)).appendValue(field, 4);
  return builder
    .parseStrict()
    .appendPattern(pattern.slice(year.index + 4))
    .toFormatter(core.ResolverStyle.SMART)
    .withLocale(locale.US);
});

function remembered(
  create: (pattern: string) => DateTimeFormatter,
): (pattern: string) => DateTimeFormatter {
  const known = new Map<string, DateTimeFormatter>();
  return (pattern) => {
    const found = known.get(pattern);
    if (found !== undefined) return found;
    const created = create(pattern);
    if (known.size < MOST) known.set(pattern, created);
    return created;
  };
}
