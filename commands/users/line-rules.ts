import type { FieldProblem } from '../../model/errors.ts';
import type { NewUser } from '../../functions/create-user/read-input.ts';
import { readInput } from '../../functions/create-user/read-input.ts';
import { DirectoryError } from '../../functions/lib/errors.ts';
import type { InputLine } from './input-line.ts';

/** A line that may be created, or every reason why not. */
export type JudgedLine =
  | { readonly line: number; readonly user: NewUser }
  | { readonly problems: readonly FieldProblem[] };

/**
 * Tells which lines of a file may be created, by the rules of createUser and by each other; in browsers too.
 * Remembers the addresses, so it takes each line once, in the order of the file.
 */
export function createLineRules(): (line: InputLine) => JudgedLine {
  const lineOf = new Map<string, number>();
  return ({ line, input, problems }) => {
    const checked = input ? checkInput(input) : { problems: [] };
    if ('problems' in checked) return { problems: inOneList(problems, checked.problems) };
    if (problems.length > 0) return { problems };
    const { user } = checked;
    const earlier = lineOf.get(user.email);
    if (earlier !== undefined) {
      const message = `email is that of line ${earlier} as well.`;
      return { problems: [{ field: 'email', rule: 'unique', message }] };
    }
    lineOf.set(user.email, line);
    return { line, user };
  };
}

/** What is wrong with the form of a field says more than what it then lacks. */
const inOneList = (form: readonly FieldProblem[], rules: readonly FieldProblem[]) => [
  ...form,
  ...rules.filter(({ field }) => form.every((problem) => problem.field !== field)),
];

function checkInput(
  input: Readonly<Record<string, unknown>>,
): { readonly user: NewUser } | { readonly problems: readonly FieldProblem[] } {
  try {
    // Checked there, whatever it is.
    return { user: readInput(input).user };
  } catch (error) {
    return { problems: problemsOf(error) };
  }
}

/** What a refusal by the directory says of the fields; throws any other error again. */
export function problemsOf(error: unknown): readonly FieldProblem[] {
  if (!(error instanceof DirectoryError)) throw error;
  if (error.type === 'ValidationFailed') return error.info as readonly FieldProblem[];
  const field = error.type === 'EmailTaken' ? 'email' : 'line';
  const rule = error.type === 'EmailTaken' ? 'unique' : error.type;
  return [{ field, rule, message: error.message }];
}
