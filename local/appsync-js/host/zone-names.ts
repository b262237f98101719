import type { ZonedDateTime } from '@js-joda/core';

/** Between them these know the short names that English texts use; each knows only its own region's. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN'];

/** Quoted text, which is not touched, or the letters of a zone's name. */
const NAMES = /'[^']*'|z+/g;

/**
 * The pattern for one moment: `z` to `zzz` as the quoted short name, `zzzz` as the long one, with
 * daylight saving as Java tells it (`EST`, `EDT`). The library's own names do not tell the two apart.
 * An offset has no name and GMT no other: there the pattern is left as it is.
 */
export function withZoneNames(pattern: string, moment: ZonedDateTime): string {
  const zone = moment.zone().id();
  if (!pattern.includes('z') || zone === moment.offset().id() || zone === 'GMT') return pattern;
  return pattern.replace(NAMES, (letters) => {
    if (letters.startsWith("'") || letters.length > 4) return letters;
    return `'${letters.length === 4 ? longName(moment) : shortName(moment)}'`;
  });
}

function longName(moment: ZonedDateTime): string {
  return nameIn('en-US', 'long', moment);
}

function shortName(moment: ZonedDateTime): string {
  const names = LOCALES.map((locale) => nameIn(locale, 'short', moment));
  const offset = moment.offset().id();
  return names.find((name) => /^[A-Z]+$/.test(name)) ?? `GMT${offset === 'Z' ? '' : offset}`;
}

function nameIn(locale: string, timeZoneName: 'short' | 'long', moment: ZonedDateTime): string {
  const timeZone = moment.zone().id();
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(
    moment.toInstant().toEpochMilli(),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
