import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf } from '../../rules/call-parts.ts';

const SIGNS: Readonly<Record<string, string>> = { EQ: '=', LT: '<', LE: '<=', GT: '>', GE: '>=' };

/**
 * KeyConditions may stand beside a filter or projection that is an expression; the engine behind wants
 * all of a query of one kind.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.KeyConditions.html
 */
export function keyConditionExpression(input: CallInput): CallInput {
  const { KeyConditions, ...others } = input;
  const { FilterExpression, ProjectionExpression, KeyConditionExpression } = input;
  if (KeyConditions === undefined || KeyConditionExpression !== undefined) return input;
  if (FilterExpression === undefined && ProjectionExpression === undefined) return input;
  const names: Record<string, unknown> = {};
  const values: Record<string, unknown> = {};
  const texts = Object.entries(recordOf(KeyConditions)).map(([attribute, condition], at) => {
    // Begins with letters that no app would choose.
    const name = `#localKey${at}`;
    names[name] = attribute;
    const { ComparisonOperator, AttributeValueList } = recordOf(condition);
    const given = listOf(AttributeValueList).map((value, index) => {
      const placeholder = `:localKey${at}x${index}`;
      values[placeholder] = value;
      return placeholder;
    });
    return conditionOn(name, String(ComparisonOperator), given);
  });
  // What is no condition on a key the engine behind words.
  if (texts.length === 0 || texts.includes(null)) return input;
  return {
    ...others,
    KeyConditionExpression: texts.join(' AND '),
    ExpressionAttributeNames: { ...recordOf(input.ExpressionAttributeNames), ...names },
    ExpressionAttributeValues: { ...recordOf(input.ExpressionAttributeValues), ...values },
  };
}

function conditionOn(name: string, operator: string, values: readonly string[]): string | null {
  const [first, second] = values;
  if (first === undefined) return null;
  if (operator === 'BETWEEN' && second !== undefined && values.length === 2)
    return `${name} BETWEEN ${first} AND ${second}`;
  if (values.length > 1) return null;
  if (operator === 'BEGINS_WITH') return `begins_with(${name}, ${first})`;
  const sign = SIGNS[operator];
  return sign === undefined ? null : `${name} ${sign} ${first}`;
}
