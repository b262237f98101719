import type { NewUser } from '../../functions/create-user/read-input.ts';
import { hashOf } from '../../functions/lib/hash.ts';
import type { FieldProblem } from '../../model/errors.ts';
import type { InputLine } from './input-line.ts';
import { createLineRules } from './line-rules.ts';

/** A line that may be created. */
export interface UserLine {
  readonly line: number;
  readonly user: NewUser;
  /** The same for the same user, so that a repeat of the import is known. */
  readonly token: string;
}

/** A line that may be created, or every reason why not. */
export type CheckedLine = UserLine | { readonly problems: readonly FieldProblem[] };

/** Judges lines as createLineRules does, and gives each that may be created its token. */
export function createLineCheck(): (line: InputLine) => CheckedLine {
  const judge = createLineRules();
  return (input) => {
    const judged = judge(input);
    return 'user' in judged ? { ...judged, token: `import-${hashOf(judged.user)}` } : judged;
  };
}
