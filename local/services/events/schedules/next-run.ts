import { parseSchedule } from '../../../shared/schedule-expression.ts';

/** When something is due next after a time, both in milliseconds since the epoch; null: never again. */
export type NextRun = (after: number) => number | null;

/** What says when a schedule runs. */
export interface Timing {
  readonly scheduleExpression: string;
  /** IANA name. @default UTC */
  readonly timezone?: string;
  /** Milliseconds since the epoch. @default - from now on */
  readonly startsAt?: number | null;
  /** @default - for ever */
  readonly endsAt?: number | null;
}

/**
 * Reads when a schedule runs. A rate without a start is counted from `now`, and runs first when it is over.
 * @param now milliseconds since the epoch
 * @throws Error for an expression that is none
 */
export async function nextRunOf(timing: Timing, now: number): Promise<NextRun> {
  const { startsAt = null, endsAt = null } = timing;
  const next = await unboundedRunOf(timing, now);
  return (after) => {
    const from = startsAt === null ? after : Math.max(after, startsAt - 1);
    const at = next(from);
    return at === null || (endsAt !== null && at > endsAt) ? null : at;
  };
}

async function unboundedRunOf(
  { scheduleExpression, timezone = 'UTC', startsAt }: Timing,
  now: number,
): Promise<NextRun> {
  const parsed = parseSchedule(scheduleExpression);
  if (!parsed) throw new Error(`${scheduleExpression} is no schedule expression`);
  if (parsed.kind === 'rate') {
    const { every } = parsed;
    const begin = startsAt ?? now;
    return (after) => begin + (Math.floor((after - begin) / every) + 1) * every;
  }
  // Loaded only where it is asked.
  const { Cron } = await import('croner');
  const pattern = parsed.kind === 'at' ? parsed.time : cronOf(parsed.fields);
  // Days of the week are 1 (Sunday) to 7, and 0/10 is 0-59/10.
  const cron = new Cron(pattern, { timezone, alternativeWeekdays: true, sloppyRanges: true });
  return (after) => cron.nextRun(new Date(after))?.getTime() ?? null;
}

/** With seconds, which croner has in front. */
function cronOf([minutes, hours, ofMonth, month, ofWeek, year]: readonly string[]): string {
  // Alone it is the last day of a week.
  const days = ofWeek === 'L' ? '7' : ofWeek;
  return ['0', minutes, hours, ofMonth, month, days, year].join(' ');
}
