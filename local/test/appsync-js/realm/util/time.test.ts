import { describe, expect, test } from 'vitest';
import { SAMPLE_TIME, valueOf } from '../../support.ts';
import type { Case } from '../../support.ts';

/** The samples of AWS's documentation of util.time. */
const SAMPLES: readonly Case[] = [
  {
    id: 'nowISO8601',
    expression: 'util.time.nowISO8601()',
    gives: '2018-02-06T19:01:35.750Z',
  },
  { id: 'nowEpochSeconds', expression: 'util.time.nowEpochSeconds()', gives: 1517943695 },
  {
    id: 'nowEpochMilliSeconds',
    expression: 'util.time.nowEpochMilliSeconds()',
    gives: SAMPLE_TIME,
  },
  {
    id: 'nowFormatted in UTC',
    expression: 'util.time.nowFormatted("yyyy-MM-dd HH:mm:ssZ")',
    gives: '2018-02-06 19:01:35+0000',
  },
  {
    id: 'nowFormatted with an offset',
    expression: 'util.time.nowFormatted("yyyy-MM-dd HH:mm:ssZ", "+08:00")',
    gives: '2018-02-07 03:01:35+0800',
  },
  {
    id: 'nowFormatted with a region',
    expression: 'util.time.nowFormatted("yyyy-MM-dd HH:mm:ssZ", "Australia/Perth")',
    gives: '2018-02-07 03:01:35+0800',
  },
  {
    id: 'nowFormatted with names of day and month',
    expression: 'util.time.nowFormatted("EEEE d MMM yyyy")',
    gives: 'Tuesday 6 Feb 2018',
  },
  {
    id: 'nowFormatted for AWSDate',
    expression: 'util.time.nowFormatted("yyyy-MM-dd[XXX]")',
    gives: '2018-02-06Z',
  },
  {
    id: 'nowFormatted for AWSDateTime',
    expression: `util.time.nowFormatted("yyyy-MM-dd'T'HH:mm:ss[XXXXX]", "-07:00:30")`,
    gives: '2018-02-06T12:01:05-07:00:30',
  },
  {
    id: 'parseFormatted with the zone in the text',
    expression:
      'util.time.parseFormattedToEpochMilliSeconds("2018-02-02 01:19:22+0800", "yyyy-MM-dd HH:mm:ssZ")',
    gives: 1517505562000,
  },
  {
    id: 'parseFormatted with a zone given',
    expression:
      'util.time.parseFormattedToEpochMilliSeconds("2018-02-02 01:19:22", "yyyy-MM-dd HH:mm:ss", "+08:00")',
    gives: 1517505562000,
  },
  {
    id: 'parseISO8601',
    expression: 'util.time.parseISO8601ToEpochMilliSeconds("2018-02-01T17:21:05.180+08:00")',
    gives: 1517476865180,
  },
  {
    id: 'epochMilliSecondsToSeconds',
    expression: 'util.time.epochMilliSecondsToSeconds(1517943695758)',
    gives: 1517943695,
  },
  {
    id: 'epochMilliSecondsToISO8601',
    expression: 'util.time.epochMilliSecondsToISO8601(1517943695758)',
    gives: '2018-02-06T19:01:35.758Z',
  },
  {
    id: 'epochMilliSecondsToFormatted',
    expression:
      'util.time.epochMilliSecondsToFormatted(1517943695758, "yyyy-MM-dd HH:mm:ssZ", "+08:00")',
    gives: '2018-02-07 03:01:35+0800',
  },
];

/** What java.time.format.DateTimeFormatter of Java 17 makes of AWS's sample moment. */
const FORMATTED: readonly (readonly [pattern: string, zone: string, text: string])[] = [
  ['G uuuu-MM-dd', 'UTC', 'AD 2018-02-06'],
  ['yy M MMM MMMM MMMMM', 'UTC', '18 2 Feb February F'],
  ['D DDD Q QQQ QQQQ', 'UTC', '37 037 1 Q1 1st quarter'],
  ['YYYY-ww-e', 'UTC', '2018-06-3'],
  ['E EEEE EEEEE', 'UTC', 'Tue Tuesday T'],
  ['h:mm a', 'UTC', '7:01 PM'],
  ['K k H', 'UTC', '7 19 19'],
  ['S SSS SSSSSS n A', 'UTC', '7 750 750000 750000000 68495750'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'UTC', '2018-02-06T19:01:35.750Z'],
  ["hh 'o''clock'", 'UTC', "07 o'clock"],
  [
    'X XX XXX x xxx Z ZZZZ ZZZZZ O',
    '-05:00',
    '-05 -0500 -05:00 -05 -05:00 -0500 GMT-05:00 -05:00 GMT-5',
  ],
  ['VV', 'America/New_York', 'America/New_York'],
  ["HH:mm z 'z' zzzz", 'America/New_York', '14:01 EST z Eastern Standard Time'],
  ['z', 'Europe/Paris', 'CET'],
  ['z', 'Etc/GMT+5', 'GMT-05:00'],
  ['z', '+08:00', '+08:00'],
  ['ppppH', 'America/New_York', '  14'],
  ['yyyyMMddHHmmssSSS', 'UTC', '20180206190135750'],
];

/** The same the other way, as ZonedDateTime.parse. */
const PARSED: readonly (readonly [
  text: string,
  pattern: string,
  zone: string | null,
  ms: number,
])[] = [
  ['20180206190135758', 'yyyyMMddHHmmssSSS', 'UTC', 1517943695758],
  ['20180206190135758123+0100', 'uuuuMMddHHmmssSSSSSSZ', null, 1517940095758],
  ['2018-02-02 01:19:22+0000', 'yyyy-MM-dd HH:mm:ssZ', '+08:00', 1517534362000],
  ['Feb 6, 2018 07:01:35 PM +0000', 'MMM d, yyyy hh:mm:ss a Z', null, 1517943695000],
  ['2018-037 19:01 Z', 'yyyy-DDD HH:mm X', null, 1517943660000],
  ['2018-02-06 19:01 EST', 'yyyy-MM-dd HH:mm z', null, 1517961660000],
  ['2018-02-02T01:19:22Z', "yyyy-MM-dd'T'HH:mm:ss[.SSS]X", null, 1517534362000],
  ['2018-02-02T01:19:22.123Z', "yyyy-MM-dd'T'HH:mm:ss[.SSS]X", null, 1517534362123],
  // A day that February does not have is its last one, as ResolverStyle.SMART has it.
  ['2018-02-30 00:00', 'yyyy-MM-dd HH:mm', 'UTC', 1519776000000],
  // The hour that clocks leave out, and both of the one that they repeat.
  ['2018-03-11 02:30', 'yyyy-MM-dd HH:mm', 'America/New_York', 1520753400000],
  ['2018-11-04 01:30', 'yyyy-MM-dd HH:mm', 'America/New_York', 1541309400000],
  ['2018-11-04 01:30 -05:00 America/New_York', 'yyyy-MM-dd HH:mm XXX VV', null, 1541313000000],
];

const REFUSED: readonly (readonly [expression: string, message: string])[] = [
  [
    'util.time.parseFormattedToEpochMilliSeconds("nonsense", "yyyy-MM-dd HH:mm:ssZ")',
    "Text 'nonsense' could not be parsed at index 0",
  ],
  [
    'util.time.parseFormattedToEpochMilliSeconds("2018-02-06 19:01 ", "yyyy-MM-dd HH:mm", "UTC")',
    "Text '2018-02-06 19:01 ' could not be parsed, unparsed text found at index 16",
  ],
  [
    'util.time.parseFormattedToEpochMilliSeconds("2018-13-01 00:00", "yyyy-MM-dd HH:mm", "UTC")',
    "Text '2018-13-01 00:00' could not be parsed: Invalid value for MonthOfYear (valid values 1 - 12): 13",
  ],
  [
    'util.time.parseFormattedToEpochMilliSeconds("Monday 6 February 2018 00:00", "EEEE d MMMM yyyy HH:mm", "UTC")',
    "Text 'Monday 6 February 2018 00:00' could not be parsed: Conflict found: Field DayOfWeek 2 differs from DayOfWeek 1 derived from 2018-02-06",
  ],
  [
    'util.time.parseISO8601ToEpochMilliSeconds("2018-02-06")',
    "Text '2018-02-06' could not be parsed at index 10",
  ],
  ['util.time.nowFormatted(ctx.args.format)', 'The format is missing'],
  ['util.time.parseISO8601ToEpochMilliSeconds(null)', 'The timestamp is missing'],
  ['util.time.nowFormatted("yyyy b")', 'Unknown pattern letter: b'],
  [
    `util.time.nowFormatted("yyyy 'year")`,
    "Pattern ends with an incomplete string literal: yyyy 'year",
  ],
  ['util.time.nowFormatted("yyyy", "Nowhere/City")', 'Unknown time-zone ID: Nowhere/City'],
];

describe('util.time', () => {
  test.each(SAMPLES)('$id', ({ expression, gives }) => {
    expect(valueOf(expression)).toEqual(gives);
  });

  test.each(FORMATTED)('nowFormatted(%j, %j): as Java', (pattern, zone, text) => {
    const context = { arguments: { pattern, zone } };
    expect(valueOf('util.time.nowFormatted(ctx.args.pattern, ctx.args.zone)', context)).toBe(text);
  });

  test.each(PARSED)(
    'parseFormattedToEpochMilliSeconds(%j, %j, %j): as Java',
    (text, pattern, zone, ms) => {
      expect(
        valueOf(
          'util.time.parseFormattedToEpochMilliSeconds(ctx.args.text, ctx.args.pattern, ctx.args.zone)',
          { arguments: { text, pattern, zone } },
        ),
      ).toBe(ms);
    },
  );

  test.each(REFUSED)('%s: is refused, without where in our code', (expression, message) => {
    expect(valueOf(expression)).toEqual({ message });
  });
});
