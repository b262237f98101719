import { describe, expect, test } from 'vitest';
import { nextRunOf, type Timing } from '../../../services/events/schedules/next-run.ts';
import { createTimetable } from '../../../services/events/schedules/timetable.ts';
import { createAdjustableClock } from '../../../shared/adjustable-clock.ts';
import { silentLog } from '../../../shared/log.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';
import { recordingLog } from '../lambda/builders.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const START = Date.UTC(2026, 10, 23);

async function timesOf(timing: Timing, count: number, from = START): Promise<string[]> {
  const nextRun = await nextRunOf(timing, from);
  const times: string[] = [];
  let at: number | null = from;
  while (times.length < count) {
    at = nextRun(at);
    if (at === null) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

const cron = (fields: string, timezone = 'UTC'): Timing => ({
  scheduleExpression: `cron(${fields})`,
  timezone,
});

// Examples of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
describe('nextRunOf', () => {
  test.each<[string, Timing, string[]]>([
    ['at 10:00 each day', cron('0 10 * * ? *'), ['2026-11-23T10:00', '2026-11-24T10:00']],
    [
      'at 18:00 from Monday to Friday',
      cron('0 18 ? * MON-FRI *'),
      [
        '2026-11-23T18:00',
        '2026-11-24T18:00',
        '2026-11-25T18:00',
        '2026-11-26T18:00',
        '2026-11-27T18:00',
        '2026-11-30T18:00',
      ],
    ],
    ['days of the week by number: 1 is Sunday', cron('0 0 ? * 1 *'), ['2026-11-29T00:00']],
    ['on the first of each month', cron('0 8 1 * ? *'), ['2026-12-01T08:00', '2027-01-01T08:00']],
    [
      'every 10 minutes in an hour',
      cron('0/10 9 ? * MON *'),
      ['2026-11-23T09:00', '2026-11-23T09:10', '2026-11-23T09:20'],
    ],
    ['on the last day of the month', cron('0 0 L * ? *'), ['2026-11-30T00:00', '2026-12-31T00:00']],
    ['on the weekday nearest to the 28th', cron('0 0 28W * ? *'), ['2026-11-27T00:00']],
    ['on the second Tuesday', cron('0 0 ? * 3#2 *'), ['2026-12-08T00:00', '2027-01-12T00:00']],
    ['on the last Friday', cron('0 0 ? * 6L *'), ['2026-11-27T00:00', '2026-12-25T00:00']],
    ['in years', cron('15 10 ? * 6L 2026-2027'), ['2026-11-27T10:15']],
    [
      'in a time zone, over a change of the hour',
      cron('0 9 28 3,4 ? *', 'Europe/Berlin'),
      ['2027-03-28T07:00', '2027-04-28T07:00'],
    ],
    [
      'at a time of a zone',
      { scheduleExpression: 'at(2026-11-24T12:00:00)', timezone: 'Asia/Tokyo' },
      ['2026-11-24T03:00'],
    ],
    [
      'a rate',
      { scheduleExpression: 'rate(90 minutes)' },
      ['2026-11-23T01:30', '2026-11-23T03:00'],
    ],
    [
      'a rate with a start',
      { scheduleExpression: 'rate(1 day)', startsAt: START + 6 * HOUR, endsAt: START + 2 * DAY },
      ['2026-11-23T06:00', '2026-11-24T06:00'],
    ],
  ])('%s', async (_what, timing, expected) => {
    const isAll = timing.scheduleExpression.startsWith('at(') || timing.endsAt !== undefined;
    expect(await timesOf(timing, expected.length + (isAll ? 1 : 0))).toEqual(expected);
  });

  test('a time that is over: never', async () => {
    expect(await timesOf({ scheduleExpression: 'at(2026-11-22T00:00:00)' }, 1)).toEqual([]);
  });
});

describe('createTimetable', () => {
  async function withTable(expressions: Readonly<Record<string, string>>, log = silentLog) {
    const machine = createFakeClock(START);
    const clock = createAdjustableClock(machine);
    const runs: string[] = [];
    const planned = Object.entries(expressions).map(([where, scheduleExpression]) => ({
      where,
      scheduleExpression,
      run: (at: number) => void runs.push(`${where} ${(at - START) / HOUR}`),
    }));
    const table = createTimetable(planned, clock, log);
    await table.start();
    return { machine, clock, table, runs };
  }

  test('as time passes: each runs at its time', async () => {
    const { machine, runs } = await withTable({ hourly: 'rate(1 hour)' });
    machine.advance(HOUR - 1);
    expect(runs).toEqual([]);
    machine.advance(1);
    machine.advance(HOUR);
    expect(runs).toEqual(['hourly 1', 'hourly 2']);
  });

  test('a clock that is set ahead: each time that it passes runs once, in order', async () => {
    const { clock, runs } = await withTable({ a: 'rate(2 hours)', b: 'rate(3 hours)' });
    clock.advance(6.5 * HOUR);
    expect(runs).toEqual(['a 2', 'b 3', 'a 4', 'a 6', 'b 6']);
    clock.advance(HOUR);
    expect(runs).toHaveLength(5);
    clock.advance(HOUR);
    expect(runs.at(-1)).toBe('a 8');
  });

  test('times far away: are waited for longer than a timer can', async () => {
    const { machine, runs } = await withTable({ once: 'rate(60 days)' });
    machine.advance(60 * DAY);
    expect(runs).toEqual([`once ${60 * 24}`]);
  });

  test('more than a hundred times at once: the rest is left out, and said', async () => {
    const log = recordingLog();
    const { clock, runs } = await withTable({ often: 'rate(1 minute)' }, log);
    clock.advance(DAY);
    expect(runs).toHaveLength(100);
    expect(log.lines).toEqual([expect.stringMatching(/^warn schedule often ran 100 times/)]);
    clock.advance(60_000);
    expect(runs).toHaveLength(101);
  });

  test('a clock that is taken back: goes on from there', async () => {
    const { machine, clock, runs } = await withTable({ hourly: 'rate(1 hour)' });
    clock.advance(5 * HOUR);
    expect(runs).toHaveLength(5);
    clock.reset();
    machine.advance(HOUR);
    machine.advance(HOUR);
    expect(runs.slice(5)).toEqual(['hourly 2']);
  });

  test('stop: nothing runs after it', async () => {
    const { clock, table, runs } = await withTable({ hourly: 'rate(1 hour)' });
    table.stop();
    clock.advance(DAY);
    expect(runs).toEqual([]);
  });
});
