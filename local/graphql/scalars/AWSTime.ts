import { isOffset, isTimeOfDay } from './calendar.ts';
import { textScalar } from './scalar.ts';

const FORM = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{0,9})?)?(.*)$/s;

/** `hh:mm[:ss[.sss]]` with an optional offset. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSTime = textScalar('AWSTime', 'time', (text) => {
  const match = FORM.exec(text);
  if (!match) return false;
  const [, hours = '', minutes = '', seconds, offset = ''] = match;
  return isTimeOfDay(hours, minutes, seconds) && (offset === '' || isOffset(offset));
});
