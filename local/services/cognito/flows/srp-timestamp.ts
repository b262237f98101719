import { invalidParameter, notAuthorized } from '../protocol/errors.ts';
import type { Services } from '../services.ts';

// How far the client's clock may be from ours. Sessions end after 3 minutes by default.
const TIMESTAMP_WINDOW = 5 * 60_000; // 5 minutes

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * "Mon Nov 3 09:08:07 UTC 2026"; a day of two digits and another weekday can be read as well.
 * @throws CognitoError InvalidParameterException
 */
export function readTimestamp(timestamp: string): Date {
  const form =
    /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/;
  const [, monthName = '', ...numbers] = form.exec(timestamp) ?? [];
  const month = MONTHS.indexOf(monthName);
  if (month < 0) {
    throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  }
  const [day = 0, hours, minutes, seconds, year = 0] = numbers.map(Number);
  return new Date(Date.UTC(year, month, day, hours, minutes, seconds));
}

/**
 * `EEE MMM d HH:mm:ss z yyyy`: English names, the day not padded. Cognito hashes the date that it read, written
 * its own way, and not the client's text.
 */
export function writeTimestamp(date: Date): string {
  const [time = ''] = date.toISOString().slice(11).split('.');
  const day = `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}`;
  return `${day} ${time} UTC ${date.getUTCFullYear()}`;
}

/** @throws CognitoError NotAuthorizedException for a proof whose clock is far from ours */
export function requireRecent({ clock, log }: Services, signedAt: Date): void {
  const distance = signedAt.getTime() - clock.now();
  if (Math.abs(distance) <= TIMESTAMP_WINDOW) return;
  const minutes = Math.round(distance / 60_000);
  log.warn(
    'cognito',
    `sign-in refused for its clock alone: TIMESTAMP is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead of'} this machine's clock`,
  );
  throw notAuthorized('Incorrect username or password.');
}
