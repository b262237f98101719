import { floor } from '../kernel/primordials.ts';
import { callHost } from '../kernel/state.ts';

const host =
  (name: string) =>
  (...args: readonly unknown[]) =>
    callHost(`time.${name}`, ...args);

/**
 * util.time. Patterns are Java DateTimeFormatter's, zones are offsets or region names.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/time-helpers-in-util-time-js.html
 */
export const time = {
  nowISO8601: host('nowISO8601'),
  nowEpochSeconds: () => floor((callHost('time.now') as number) / 1000),
  nowEpochMilliSeconds: () => callHost('time.now') as number,
  nowFormatted: host('nowFormatted'),
  parseFormattedToEpochMilliSeconds: host('parseFormatted'),
  parseISO8601ToEpochMilliSeconds: host('parseISO8601'),
  epochMilliSecondsToSeconds: (milliseconds: number) => floor(milliseconds / 1000),
  epochMilliSecondsToISO8601: host('toISO8601'),
  epochMilliSecondsToFormatted: host('toFormatted'),
};
