/**
 * Expressions as DynamoDB's grammar has them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly [Expression, Expression] }
  | { readonly kind: 'not' | 'parenthesis'; readonly parts: readonly [Expression] }
  | {
      readonly kind: 'comparison' | 'arithmetic';
      /** `=`, `<>`, `<`, `<=`, `>`, `>=`, `+` or `-`. */
      readonly operator: string;
      readonly parts: readonly [Expression, Expression];
    }
  | {
      readonly kind: 'between';
      /** The operand, its lower and its upper bound. */
      readonly parts: readonly [Expression, Expression, Expression];
    }
  /** The operand, then what it may equal. */
  | { readonly kind: 'in'; readonly parts: readonly Expression[] }
  | { readonly kind: 'function'; readonly name: string; readonly parts: readonly Expression[] }
  /** `:name` of ExpressionAttributeValues. */
  | { readonly kind: 'value'; readonly name: string; readonly parts: readonly [] }
  | Path;

/** A document path. */
export interface Path {
  readonly kind: 'path';
  readonly steps: readonly Step[];
  readonly parts: readonly [];
}

/** A name as it is written, or the digits of a list index. */
export type Step = { readonly name: string } | { readonly index: string };

/** One action of an update expression. */
export interface Action {
  readonly section: Section;
  readonly path: Path;
  /** Of SET, ADD and DELETE. */
  readonly value: Expression | null;
}

/** A clause of an update expression. */
export type Section = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

/** What the text of a member says; conditions are those of every kind. */
export type Parsed =
  | { readonly kind: 'condition'; readonly condition: Expression }
  | { readonly kind: 'update'; readonly actions: readonly Action[] }
  | { readonly kind: 'projection'; readonly paths: readonly Path[] };

/** The expressions directly in a parsed one. */
export function rootsOf(parsed: Parsed): readonly Expression[] {
  if (parsed.kind === 'condition') return [parsed.condition];
  if (parsed.kind === 'projection') return parsed.paths;
  return parsed.actions.flatMap(({ path, value }) => (value ? [path, value] : [path]));
}

/** Every expression in these, a part after the whole. */
export function* everyIn(expressions: readonly Expression[]): Generator<Expression> {
  const waiting = [...expressions].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    waiting.push(...[...next.parts].reverse());
  }
}

/** The expression within its parentheses. */
export function bare(expression: Expression): Expression {
  return expression.kind === 'parenthesis' ? bare(expression.parts[0]) : expression;
}
