import type { TableDescription } from '../describe/stores.ts';

/** The condition that an item is still what was read; null: that there is none. */
export function unchanged(
  expected: Readonly<Record<string, unknown>> | null,
  { key }: TableDescription,
): object {
  const [partition] = key.partition;
  if (expected === null) {
    return {
      ConditionExpression: 'attribute_not_exists(#k)',
      ExpressionAttributeNames: { '#k': partition?.name },
    };
  }
  const entries = Object.entries(expected);
  const numbered = entries.map(([name, value], index) => ({ name, value, index }));
  return {
    ConditionExpression: numbered.map(({ index }) => `#e${index} = :e${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(
      numbered.map(({ name, index }) => [`#e${index}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      numbered.map(({ value, index }) => [`:e${index}`, value]),
    ),
  };
}
