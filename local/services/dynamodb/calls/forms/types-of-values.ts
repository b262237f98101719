import { recordOf, type CallInput } from '../../request-context.ts';
import { typeOf } from '../../rules/expression-rules/types.ts';
import { bare, type Expression } from '../../rules/expressions/syntax.ts';

/** DynamoDB tells the type of a value too; the engine behind asks `attribute_type` of paths alone. */
export function asksTypeOfValue(expression: Expression): boolean {
  const [first] = expression.parts;
  return (
    expression.kind === 'function' &&
    expression.name === 'attribute_type' &&
    first !== undefined &&
    bare(first).kind === 'value'
  );
}

/** A comparison that says whether the value is of the type, and uses the same placeholders. */
export function saidOfValue(expression: Expression, input: CallInput): Expression {
  const values = recordOf(input.ExpressionAttributeValues);
  const [value, type] = expression.parts.map(bare);
  if (value?.kind !== 'value' || type?.kind !== 'value') return expression;
  const holds = typeOf(values[value.name]) === recordOf(values[type.name]).S;
  const both = (operator: string, part: Expression): Expression => ({
    kind: 'comparison',
    operator,
    parts: [part, part],
  });
  const parts = [both(holds ? '=' : '<>', value), both('=', type)] as const;
  return { kind: 'parenthesis', parts: [{ kind: 'and', parts }] };
}
