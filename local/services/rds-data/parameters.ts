import { AwsError } from '../../aws/index.ts';
import { isObject } from '../../shared/is-object.ts';
import { numberParameters } from './named-parameters.ts';
import type { Step } from './postgres/messages.ts';

/** Of pg_type. */
const OID = {
  unspecified: 0,
  bool: 16,
  bytea: 17,
  int8: 20,
  text: 25,
  json: 114,
  float8: 701,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  numeric: 1700,
  uuid: 2950,
};

/**
 * Types of texts by their typeHint. A text without one is of type text, so that a column of another type refuses it.
 * https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html
 */
const HINTS: Readonly<Record<string, number>> = {
  DATE: OID.date,
  DECIMAL: OID.numeric,
  JSON: OID.json,
  TIME: OID.time,
  TIMESTAMP: OID.timestamp,
  UUID: OID.uuid,
};

interface Bound {
  readonly type: number;
  readonly value: string | null;
}

type Reader = (value: unknown, hint: number | undefined) => Bound | null;

/** By the member of a Field: its value as Postgres takes it, or null where it is of another form. */
const READERS: Readonly<Record<string, Reader>> = {
  isNull: (value, hint = OID.unspecified) => (value === true ? { type: hint, value: null } : null),
  booleanValue: (value) =>
    typeof value === 'boolean' ? { type: OID.bool, value: String(value) } : null,
  longValue: (value) =>
    Number.isInteger(value) ? { type: OID.int8, value: BigInt(value as number).toString() } : null,
  doubleValue: (value) =>
    typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity'
      ? { type: OID.float8, value: String(value) }
      : null,
  stringValue: (value, hint = OID.text) =>
    typeof value === 'string' ? { type: hint, value } : null,
  blobValue: (value) =>
    typeof value === 'string'
      ? { type: OID.bytea, value: `\\x${Buffer.from(value, 'base64').toString('hex')}` }
      : null,
  arrayValue() {
    throw new AwsError('BadRequestException', 'Array parameters are not supported.');
  },
};

/**
 * A statement with the values of its parameters.
 * @param parameters of the request, SqlParameter each
 * @throws AwsError BadRequestException
 */
export function bindParameters(sql: string, parameters: unknown): Step {
  const { sql: numbered, names } = numberParameters(sql);
  const bound = readParameters(parameters);
  const values = names.map((name) => {
    const value = bound.get(name);
    if (value) return value;
    throw new AwsError('BadRequestException', `Cannot find parameter: ${name}`);
  });
  return {
    sql: numbered,
    types: values.map(({ type }) => type),
    values: values.map(({ value }) => value),
  };
}

function readParameters(parameters: unknown): ReadonlyMap<string, Bound> {
  const given = parameters ?? [];
  if (!Array.isArray(given)) throw refused('parameters is not a list');
  return new Map(given.map((parameter: unknown) => readParameter(parameter)));
}

function readParameter(parameter: unknown): [name: string, value: Bound] {
  if (!isObject(parameter) || typeof parameter['name'] !== 'string') {
    throw refused('a parameter has no name');
  }
  const { name, value, typeHint } = parameter;
  const hint = typeof typeHint === 'string' ? HINTS[typeHint] : undefined;
  if (typeHint !== undefined && typeHint !== null && hint === undefined) {
    const known = Object.keys(HINTS).join(', ');
    throw refused(`the typeHint of ${name} is none of ${known}`);
  }
  const [member, ...others] = isObject(value)
    ? Object.entries(value).filter(([, content]) => content !== null)
    : [];
  if (!member || others.length > 0) throw refused(`the value of ${name} has not one member`);
  const bound = READERS[member[0]]?.(member[1], hint);
  if (!bound) throw refused(`${member[0]} of ${name} is not what its name says`);
  return [name, bound];
}

const refused = (problem: string): AwsError =>
  new AwsError('BadRequestException', `The request is not valid: ${problem}.`);
