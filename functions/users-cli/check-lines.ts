import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { NewUser } from '../create-user/create-user.ts';
import { readInput } from '../create-user/create-user.ts';
import type { FieldProblem } from '../lib/errors.ts';
import { DirectoryError } from '../lib/errors.ts';
import { hashOf } from '../lib/hash.ts';
import type { InputLine } from './input-file.ts';

/** A line that may be created. */
export interface UserLine {
  readonly line: number;
  readonly user: NewUser;
  /** The same for the same user, so that a repeat of the import is known. */
  readonly token: string;
}

/** One reason why a line was refused; a line of the report. */
export interface Refusal extends FieldProblem {
  readonly line: number;
}

export interface CheckedLines {
  readonly users: readonly UserLine[];
  readonly refusals: readonly Refusal[];
}

/** Tells which lines may be created, by the rules of createUser and by each other. */
export function checkLines(lines: readonly InputLine[]): CheckedLines {
  const users: UserLine[] = [];
  const refusals: Refusal[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, input, problems } of lines) {
    const checked = problems.length > 0 ? { problems } : checkInput(input);
    if ('problems' in checked) {
      refusals.push(...checked.problems.map((problem) => ({ line, ...problem })));
      continue;
    }
    const { user } = checked;
    const earlier = lineOf.get(user.email);
    if (earlier !== undefined) {
      const message = `email is that of line ${earlier} as well.`;
      refusals.push({ line, field: 'email', rule: 'unique', message });
      continue;
    }
    lineOf.set(user.email, line);
    users.push({ line, user, token: `import-${hashOf(user)}` });
  }
  return { users, refusals };
}

function checkInput(
  input: InputLine['input'],
): { readonly user: NewUser } | { readonly problems: readonly FieldProblem[] } {
  try {
    // Checked there, whatever it is.
    return { user: readInput(input as unknown as CreateUserInput).user };
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
