import { AwsError } from '../../aws/index.ts';
import type { ColumnType } from './result-types.ts';

/** How numbers are given: ResultSetOptions. */
export interface NumberFormat {
  readonly decimals: 'STRING' | 'DOUBLE_OR_LONG';
  readonly longs: 'LONG' | 'STRING';
}

/** A value that Postgres gave, as JSON has it. */
type Plain = string | number | boolean | null;

/** Member of a Field, and of an ArrayValue, by what a value is. */
const MEMBERS = {
  boolean: ['booleanValue', 'booleanValues'],
  long: ['longValue', 'longValues'],
  double: ['doubleValue', 'doubleValues'],
  string: ['stringValue', 'stringValues'],
  blob: ['blobValue', 'stringValues'],
} as const;

/**
 * A value in the Field form.
 * https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html
 * @param text in Postgres' text format
 * @throws AwsError UnsupportedResultException for an array of arrays
 */
export function fieldOf(text: string | null, type: ColumnType, format: NumberFormat): object {
  if (text === null) return { isNull: true };
  const { element } = type;
  if (!element) {
    const { member, value } = read(text, type, format);
    return { [MEMBERS[member][0]]: value };
  }
  const items = elementsOf(text);
  const values = items.map((item) => (item === null ? null : read(item, element, format).value));
  const { member } = read(items.find((item) => item !== null) ?? '', element, format);
  return { arrayValue: { [MEMBERS[member][1]]: values } };
}

/**
 * A value in formattedRecords.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-json.html
 */
export function plainOf(
  text: string | null,
  type: ColumnType,
  format: NumberFormat,
): Plain | Plain[] {
  if (text === null) return null;
  const { element } = type;
  if (!element) return read(text, type, format).value;
  return elementsOf(text).map((item) => (item === null ? null : read(item, element, format).value));
}

interface Read {
  readonly member: keyof typeof MEMBERS;
  readonly value: Plain;
}

function read(text: string, { kind }: ColumnType, { decimals, longs }: NumberFormat): Read {
  switch (kind) {
    case 'boolean':
      return { member: 'boolean', value: text === 't' };
    case 'long':
      return longs === 'STRING'
        ? { member: 'string', value: text }
        : { member: 'long', value: Number(text) };
    case 'double':
      return { member: 'double', value: numberOf(text) };
    case 'decimal':
      return decimals === 'STRING'
        ? { member: 'string', value: text }
        : { member: text.includes('.') ? 'double' : 'long', value: numberOf(text) };
    case 'blob':
      return { member: 'blob', value: Buffer.from(text.slice(2), 'hex').toString('base64') };
    case 'instant':
      // Given in UTC, which is not said.
      return { member: 'string', value: text.replace(/\+00$/, '') };
    case 'text':
      return { member: 'string', value: text };
  }
}

/** What is no number of JSON stays a text, as SDKs read it. */
const numberOf = (text: string): string | number =>
  Number.isFinite(Number(text)) ? Number(text) : text;

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)|([{])/g;

function elementsOf(text: string): readonly (string | null)[] {
  // An array that does not begin at 1 says so before it.
  const inner = text.slice(text.indexOf('{') + 1, -1);
  return [...inner.matchAll(ELEMENT)].map(([, quoted, plain, nested]) => {
    if (nested !== undefined) {
      throw new AwsError(
        'UnsupportedResultException',
        'The result contains a multidimensional array.',
      );
    }
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, '$1');
    return plain === undefined || plain === 'NULL' ? null : plain;
  });
}
