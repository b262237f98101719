import type { FieldProblem } from 'user-manager-client';
import type { Texts } from '../texts/en.ts';
import { isKeyOf } from '../texts/is-key-of.ts';

type Say = (problem: FieldProblem, errors: Texts['errors']) => string | null;

/** What a pattern finds in the API's own words, said in the reader's. */
const saying =
  (pattern: RegExp, say: (rules: Texts['errors']['rules'], ...found: string[]) => string): Say =>
  ({ message }, { rules }) => {
    const found = pattern.exec(message);
    return found && say(rules, ...found.slice(1));
  };

/** By the rule that was broken (functions/lib/validation.ts, commands/users). */
const RULES: Readonly<Record<string, readonly Say[]>> = {
  required: [(_, { rules }) => rules.required],
  maxLength: [saying(/at most (\d+)/u, (rules, most = '') => rules.maxLength(most))],
  characters: [(_, { rules }) => rules.characters],
  plainText: [(_, { rules }) => rules.plainText],
  format: [({ field }, { invalid }) => (isKeyOf(invalid, field) ? invalid[field] : null)],
  oneOf: [saying(/one of (.+)\.$/u, (rules, values = '') => rules.oneOf(values))],
  unique: [
    saying(/line (\d+)/u, (rules, line = '') => rules.sameAsLine(line)),
    (_, { emailTaken }) => emailTaken,
  ],
  object: [(_, { rules }) => rules.object],
  json: [(_, { rules }) => rules.object],
  maxSize: [(_, { rules }) => rules.maxSize],
  maxDepth: [saying(/at most (\d+)/u, (rules, most = '') => rules.maxDepth(most))],
  number: [(_, { rules }) => rules.number],
  key: [(_, { rules }) => rules.key],
  duplicateKey: [(_, { rules }) => rules.duplicateKey],
  columns: [
    saying(/(\d+) columns, the first one (\d+)/u, (rules, there = '', named = '') =>
      rules.columns(there, named),
    ),
    saying(/^Column (\d+)/u, (rules, column = '') => rules.namelessColumn(column)),
  ],
};

/** A broken rule in the reader's words, or in the API's where they know none. */
export function problemText(problem: FieldProblem, errors: Texts['errors']): string {
  const { field, rule, path = field, message } = problem;
  for (const say of isKeyOf(RULES, rule) ? (RULES[rule] ?? []) : []) {
    const text = say(problem, errors);
    if (text !== null) return path === field ? text : `${path}: ${text}`;
  }
  return message;
}

/** Broken rules in one text, each with its field. */
export function problemsText(problems: readonly FieldProblem[], texts: Texts): string {
  const { fields, errors } = texts;
  const said = problems.map((problem) => {
    const { field } = problem;
    const text = problemText(problem, errors);
    return isKeyOf(fields, field) ? `${fields[field]}: ${text}` : text;
  });
  return said.join(' ');
}
