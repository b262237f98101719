/** A rule's outcome: the value to store, or which rule is broken. */
export type Checked<T> = { readonly value: T } | Broken;

/** Which rule a value breaks, and what to do, in words that name the field. */
export interface Broken {
  readonly rule: string;
  readonly message: string;
  /** Where in the field, when not the field itself. */
  readonly path?: string;
}

/** The outcome of a broken rule. */
export const broken = (rule: string, message: string): Broken => ({ rule, message });
