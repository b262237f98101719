import type { CallInput } from '../../request-context.ts';
import { mapped } from '../../rules/call-parts.ts';
import { plainNumber } from '../../rules/request-rules/same-value.ts';

const MEMBERS = [
  'AttributeUpdates',
  'Expected',
  'ExpressionAttributeValues',
  'Item',
  'Parameters',
] as const;

/**
 * Numbers of sets as DynamoDB keeps them, `1` for `1.0`: the engine behind keeps them as they come, and
 * ADD and DELETE compare their texts.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function plainNumberSets(input: CallInput): CallInput {
  let form = input;
  for (const member of MEMBERS) {
    const before = input[member];
    const after = plain(before);
    if (after !== before) form = { ...form, [member]: after };
  }
  return form;
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // An attribute that is called NS has an object there.
  const set = 'NS' in value && Array.isArray(value.NS) ? plainSet(value.NS) : null;
  return set ? { NS: set } : mapped(value, plain);
}

/** Null for a set that is passed on as it is: plain already, or refused behind. */
function plainSet(numbers: readonly unknown[]): readonly unknown[] | null {
  const after = numbers.map((number) =>
    typeof number === 'string' ? (plainNumber(number) ?? number) : number,
  );
  const isSame = after.every((number, index) => number === numbers[index]);
  return isSame || new Set(after).size < after.length ? null : after;
}
