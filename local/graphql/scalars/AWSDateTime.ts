import { isDate, isOffset, isTimeOfDay } from './calendar.ts';
import { textScalar } from './scalar.ts';

const FORM = /^(-?\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(.*)$/s;

/** Date and time with a mandatory offset. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSDateTime = textScalar('AWSDateTime', 'DateTime Object', (text) => {
  const match = FORM.exec(text);
  if (!match) return false;
  const [, date = '', hours = '', minutes = '', seconds, offset = ''] = match;
  return isDate(date) && isTimeOfDay(hours, minutes, seconds) && isOffset(offset);
});
