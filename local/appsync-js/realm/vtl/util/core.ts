import { isArray, jsonParse, jsonStringify } from '../../kernel/primordials.ts';
import { core } from '../../util/core.ts';
import { isMap, toJavaText } from '../java.ts';
import { isTrue } from '../operators.ts';

const isNull = (value: unknown): boolean => value === null || value === undefined;
const isEmpty = (value: unknown): boolean => isNull(value) || value === '';
const isBlank = (value: unknown): boolean =>
  isNull(value) || (typeof value === 'string' && value.trim() === '');

/** A value's JSON text; null's for one that is not there. */
export const toJson = (value: unknown): string => jsonStringify(value ?? null) ?? 'null';

/** Null for what is no JSON. */
export function parseJson(text: unknown): unknown {
  try {
    return jsonParse(toJavaText(text));
  } catch {
    return null;
  }
}

function typeOf(value: unknown): string {
  if (isNull(value)) return 'Null';
  if (isArray(value)) return 'List';
  if (isMap(value)) return 'Map';
  return TYPES[typeof value] ?? 'Object';
}

const TYPES: Record<string, string> = { number: 'Number', string: 'String', boolean: 'Boolean' };

function validate(condition: unknown, message: unknown, type?: unknown, data?: unknown): string {
  if (isTrue(condition)) return '';
  return core.error(message, type ?? 'CustomTemplateException', data);
}

/**
 * What `$util` has of its own beside what `util` has in APPSYNC_JS.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/utility-helpers-in-util.html
 */
export const vtlCore = {
  ...core,
  appendError(message: unknown, type?: unknown, data?: unknown, info?: unknown): string {
    core.appendError(message, type, data, info);
    return '';
  },
  toJson,
  parseJson,
  qr: () => '',
  quiet: () => '',
  isNull,
  isNullOrEmpty: isEmpty,
  isNullOrBlank: isBlank,
  defaultIfNull: (value: unknown, other: unknown) => (isNull(value) ? other : value),
  defaultIfNullOrEmpty: (value: unknown, other: unknown) => (isEmpty(value) ? other : value),
  defaultIfNullOrBlank: (value: unknown, other: unknown) => (isBlank(value) ? other : value),
  typeOf,
  isString: (value: unknown) => typeof value === 'string',
  isNumber: (value: unknown) => typeof value === 'number',
  isBoolean: (value: unknown) => typeof value === 'boolean',
  isList: (value: unknown) => isArray(value),
  isMap,
  validate,
};
