import { recordOf } from '../../request-context.ts';

/** A key's value as text that is the same for equal numbers: `1`, `1.0` and `10e-1`. */
export function comparable(value: unknown): string {
  const { N } = recordOf(value);
  return typeof N === 'string' ? `N ${canonical(N)}` : JSON.stringify(value);
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

interface Digits {
  readonly sign: string;
  /** Without zeros around them. */
  readonly digits: string;
  /** The power of ten of the last. */
  readonly power: number;
}

function digitsOf(text: string): Digits | null {
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  if (whole + fraction === '') return null;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  const power = Number(exponent) - fraction.length + (digits.length - kept.length);
  return { sign: sign === '-' ? '-' : '', digits: kept, power };
}

/** The same text for the same number. */
function canonical(text: string): string {
  const found = digitsOf(text.trim());
  if (!found) return text;
  return found.digits === '' ? '0' : `${found.sign}${found.digits}e${found.power}`;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const MOST_DIGITS = 38;
const FARTHEST = 130;

/** A number without exponent and needless zeros; null for what is none that DynamoDB takes. */
export function plainNumber(text: string): string | null {
  const found = digitsOf(text);
  if (!found) return null;
  const { sign, digits, power } = found;
  if (digits === '') return '0';
  if (digits.length > MOST_DIGITS || Math.abs(power) > FARTHEST + MOST_DIGITS) return null;
  if (power >= 0) return `${sign}${digits}${'0'.repeat(power)}`;
  const padded = digits.padStart(1 - power, '0');
  return `${sign}${padded.slice(0, power)}.${padded.slice(power)}`;
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
