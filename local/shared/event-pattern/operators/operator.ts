/** Tells whether a value of an event is what a rule asks for. */
export type Matcher = (value: unknown) => boolean;

/** A rule of the pattern language: its matcher, or null for an operand that it cannot take. */
export type Operator = (operand: unknown) => Matcher | null;

/** A list in the event matches when one of its elements does. */
export const anyOf =
  (matches: Matcher): Matcher =>
  (value) =>
    Array.isArray(value) ? value.some(matches) : matches(value);

/** A rule about texts. */
export const ofTexts = (matches: (text: string) => boolean): Matcher =>
  anyOf((value) => typeof value === 'string' && matches(value));

/** Whether something is there that rules look at: an object is no value. */
export const isLeaf = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(isLeaf)
    : value !== undefined && (typeof value !== 'object' || value === null);
