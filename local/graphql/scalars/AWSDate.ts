import { isDate, isOffset } from './calendar.ts';
import { textScalar } from './scalar.ts';

const FORM = /^(-?\d{4}-\d{2}-\d{2})(.*)$/s;

/** `YYYY-MM-DD` with an optional offset. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSDate = textScalar('AWSDate', 'date', (text) => {
  const [, date = '', offset = ''] = FORM.exec(text) ?? [];
  return isDate(date) && (offset === '' || isOffset(offset));
});
