import type { ReadExpression } from '../expressions/read-expression.ts';
import type { Path } from '../expressions/syntax.ts';

/** What an expression's placeholders stand for. */
export interface Placeholders {
  readonly names: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is wrong with an expression, in DynamoDB's words without its `Invalid ...Expression: `. */
export type ExpressionRule = (expression: ReadExpression, given: Placeholders) => string | null;

/** The steps of a path by the names they stand for, an index as `[0]`. */
export function stepsOf(path: Path, { names }: Placeholders): string[] {
  return path.steps.map((step) => {
    if ('index' in step) return `[${step.index}]`;
    const name = names[step.name];
    return typeof name === 'string' ? name : step.name;
  });
}

/** The only member of an attribute value: its type. */
export function typeOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null ? (Object.keys(value)[0] ?? null) : null;
}
