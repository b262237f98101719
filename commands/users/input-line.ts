import type { FieldProblem } from '../../model/errors.ts';
import type { CreateField } from '../../model/user-fields.ts';
import { CREATE_FIELDS, USER_FIELDS } from '../../model/user-fields.ts';

/** What the lines of a CSV file stand under. */
export interface Heading {
  /** The row of names as it is in the file. */
  readonly text: string;
  readonly delimiter: string;
  /** The line that tells the delimiter, where one has to stand before it; else ''. */
  readonly sepLine: string;
}

/** One user of an input file, not yet checked. */
export interface InputLine {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  /** As it is in the file, without its end. */
  readonly text: string;
  /** Null in a file of JSON objects. */
  readonly heading: Heading | null;
  /** Null when nothing can be told of its fields. */
  readonly input: Readonly<Record<string, unknown>> | null;
  /** What is wrong with its form. */
  readonly problems: readonly FieldProblem[];
}

/** The fields a line may give. Its token is made of them. */
export const INPUT_FIELDS = CREATE_FIELDS;

/** What a line must give: nothing else stands in for it. */
export const REQUIRED = INPUT_FIELDS.filter(
  (field) => USER_FIELDS[field].required && !('default' in USER_FIELDS[field]),
);

/** A field that a line may give. */
export type InputField = CreateField;

/** Whether a line may give a field of this name. */
export const isInputField = (name: string): name is InputField =>
  INPUT_FIELDS.some((field) => field === name);

/** More than a row with notes has; a quote that is never closed takes in the rest of a file. */
export const LONGEST_LINE = 1_000_000;

/** Undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
