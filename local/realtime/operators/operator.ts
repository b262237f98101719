/** One operator of enhanced subscription filters. */
export interface Operator {
  /** What `value` has to be, for the message when it is not. */
  readonly takes: string;
  /** How many values a list may have, where that is limited. */
  readonly maxValues?: number;
  accepts(value: unknown): boolean;
  /** `field` is null where the payload has no such field. */
  test(field: unknown, value: unknown): boolean;
}

/** Whether an operator can compare with it. */
export const isNumberOrString = (value: unknown): value is number | string =>
  typeof value === 'number' || typeof value === 'string';

/** A list of numbers or of strings, not empty, not mixed. */
export const isUniformList = (value: unknown): value is readonly (number | string)[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  isNumberOrString(value[0]) &&
  value.every((item) => typeof item === typeof value[0]);
