import { recordOf } from '../../request-context.ts';

/** A key's value as text that is the same for equal numbers: `1`, `1.0` and `10e-1`. */
export function comparable(value: unknown): string {
  const { N } = recordOf(value);
  return typeof N === 'string' ? `N ${canonical(N)}` : JSON.stringify(value);
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** Digits without zeros around them, and the power of ten of the last. */
function canonical(text: string): string {
  const found = NUMBER.exec(text.trim());
  if (!found) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - kept.length);
  return `${sign === '-' ? '-' : ''}${kept}e${power}`;
}

/** Less than, equal to or greater than zero, as DynamoDB orders values of one type. */
export function compare(left: unknown, right: unknown): number {
  const [one, other] = [recordOf(left), recordOf(right)];
  if (typeof one.N === 'string') {
    return comparable(left) === comparable(right) ? 0 : Number(one.N) - Number(other.N);
  }
  return Buffer.compare(bytesOf(one), bytesOf(other));
}

const bytesOf = ({ S, B }: Readonly<Record<string, unknown>>): Buffer =>
  typeof S === 'string' ? Buffer.from(S, 'utf8') : Buffer.from(String(B), 'base64');
