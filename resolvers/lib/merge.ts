/**
 * Items by their keys, which are unique, in DynamoDB's order: that of the UTF-8 bytes. JavaScript's
 * order is that of UTF-16 units, which puts characters beyond U+FFFF before U+E000 to U+FFFF.
 */
export function mergeByKey<Key extends string, Item extends Record<Key, string>>(
  items: Item[],
  key: Key,
  ascending: boolean,
): Item[] {
  const byKey: Record<string, Item> = {};
  for (const item of items) byKey[inUtf8Order(item[key])] = item;
  const keys = Object.keys(byKey).sort();
  return (ascending ? keys : keys.reverse()).flatMap((one) => byKey[one] ?? []);
}

/** With U+FFFF before them such characters come last whichever way texts are compared. */
function inUtf8Order(text: string): string {
  return text.replaceAll('([\u{10000}-\u{10FFFF}])', '\uFFFF$1');
}
