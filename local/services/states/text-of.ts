/** A text as it is; anything else as JSON, and nothing as an empty text. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
