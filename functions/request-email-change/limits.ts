const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/**
 * How many codes a person may have sent. With five tries each that is 50 guesses a day at a million
 * codes, and strangers get no more than 10 mails a day from anyone.
 */
const LIMITS = [
  { most: 5, within: HOUR },
  { most: 10, within: DAY },
] as const;

/** How long a request counts, in milliseconds. */
export const REQUEST_COUNTS_FOR = DAY;

/** When the next request is allowed (milliseconds), or null at once. `times` in their order. */
export function allowedFrom(times: readonly number[], now: number): number | null {
  const waits = LIMITS.map(({ most, within }) => {
    const counted = times.filter((time) => time > now - within);
    const leaving = counted.at(-most);
    return leaving === undefined ? 0 : leaving + within;
  });
  const latest = Math.max(...waits);
  return latest === 0 ? null : latest;
}
