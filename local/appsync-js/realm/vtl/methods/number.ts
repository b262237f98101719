import { Pattern, floor, isInteger, toText } from '../../kernel/primordials.ts';
import { JavaException } from './method.ts';
import type { Methods } from './method.ts';

function parse(pattern: string, text: unknown): number {
  if (!new Pattern(pattern).test(toText(text))) throw new JavaException();
  return Number(text);
}

const parseInteger = (_self: number, text: unknown): number => parse('^[+-]?[0-9]+$', text);
const parseDecimal = (_self: number, text: unknown): number =>
  parse('^\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*$', text);
const whole = (value: number): number => (value < 0 ? -floor(-value) : floor(value));

/**
 * java.lang.Number. Those that parse are static in Java; templates reach them through any number, as
 * `#set($Integer = 0)$Integer.parseInt("5")`.
 */
export const numberMethods: Methods<number> = {
  compareTo: (value, other) => (value < (other as number) ? -1 : value > (other as number) ? 1 : 0),
  doubleValue: (value) => value,
  equals: (value, other) => value === other,
  floatValue: (value) => value,
  hashCode: (value) => value,
  intValue: whole,
  longValue: whole,
  parseDouble: parseDecimal,
  parseFloat: parseDecimal,
  parseInt: parseInteger,
  parseLong: parseInteger,
  toString: (value: number, other: unknown) => toText(other ?? value),
  valueOf: (value: number, text: unknown) =>
    typeof text === 'number'
      ? text
      : isInteger(value)
        ? parseInteger(value, text)
        : parseDecimal(value, text),
};
