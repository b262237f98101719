/** `Z`, `+hh:mm` or `+hh:mm:ss`; Java allows offsets up to 18 hours. */
const OFFSET = /^(?:Z|[+-](\d{2}):(\d{2})(?::(\d{2}))?)$/;
const DATE = /^-?(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is an offset as AppSync's date and time scalars take it. */
export function isOffset(text: string): boolean {
  const match = OFFSET.exec(text);
  if (!match) return false;
  const [, hours, minutes, seconds] = match;
  if (hours === undefined) return true;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return Number(minutes) < 60 && Number(seconds ?? 0) < 60 && total <= 18 * 3600;
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`, also of a negative year. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** Whether hours, minutes and seconds (text or absent) are a time of day. */
export function isTimeOfDay(hours: string, minutes: string, seconds = '0'): boolean {
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}
