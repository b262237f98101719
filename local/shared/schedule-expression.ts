/** When something is to run, as EventBridge has it. */
export type ScheduleExpression =
  | { readonly kind: 'at'; readonly time: string }
  /** Milliseconds from one to the next. */
  | { readonly kind: 'rate'; readonly every: number }
  /** Minutes, hours, day of the month, month, day of the week, year. */
  | { readonly kind: 'cron'; readonly fields: readonly string[] };

const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

const CRON_FIELDS = 6;

/**
 * Reads an expression of EventBridge and its Scheduler; null for what is none.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseSchedule(expression: string): ScheduleExpression | null {
  const [, kind, inner = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'at') {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner) ? { kind, time: inner } : null;
  }
  if (kind === 'rate') {
    const [, value, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inner) ?? [];
    const every = Number(value) * (UNITS[unit] ?? NaN);
    return Number.isNaN(every) ? null : { kind, every };
  }
  const fields = inner.trim().split(/\s+/);
  return kind === 'cron' && fields.length === CRON_FIELDS ? { kind, fields } : null;
}

/**
 * Why EventBridge would not take an expression, to be read behind it; null when it would.
 * @param kinds those that the resource may have
 */
export function scheduleProblem(
  expression: string,
  kinds: readonly ScheduleExpression['kind'][],
  timezone = 'UTC',
): string | null {
  const parsed = parseSchedule(expression);
  if (!parsed || !kinds.includes(parsed.kind)) {
    return `is no schedule expression (${kinds.map((kind) => `${kind}(…)`).join(', ')})`;
  }
  // Rules alone insist on it.
  if (!kinds.includes('at') && /^rate\((?:1 \w+s|(?!1 )\d+ \w+[^s])\)$/.test(expression)) {
    return 'has to have its unit in the singular for 1, and in the plural else';
  }
  if (parsed.kind === 'cron') {
    const [, , ofMonth, , ofWeek] = parsed.fields;
    if ((ofMonth === '?') === (ofWeek === '?')) {
      return 'has to have ? as either its day of the month or its day of the week';
    }
  }
  return isTimezone(timezone) ? null : `has the time zone ${timezone}, which nobody knows`;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
