/** JSON as AppSync sends it: text. */
export type AwsJson = string & { readonly __awsJson: true };

/** A JSON object, such as `attributes`: the team's own data. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer whose JSON has been parsed: objects, but for `from` and `to` of a change, which may be any value. */
export type Parsed<Value> = Value extends readonly (infer Item)[]
  ? Parsed<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: ParsedField<Key, Value[Key]> }
    : Value;

type ParsedField<Key, Value> = [Extract<Value, AwsJson>] extends [never]
  ? Parsed<Value>
  : Key extends 'from' | 'to'
    ? unknown
    : JsonObject | Exclude<Value, AwsJson>;

/** Variables in which `attributes` may be the object itself; a text is sent as it is. */
export type WithObjects<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? {
        [Key in keyof Value]: Key extends 'attributes'
          ? JsonObject | Value[Key]
          : WithObjects<Value[Key]>;
      }
    : Value;

/** Parses what stands under `names`, wherever it is. A text that is no JSON stays as it is. */
export const parseJson = (value: unknown, names: readonly string[]): unknown =>
  change(value, names, (found) => {
    if (typeof found !== 'string') return found;
    try {
      return JSON.parse(found) as unknown;
    } catch {
      return found;
    }
  });

/** Makes text of the objects under `names`, wherever they are. */
export const writeJson = (value: unknown, names: readonly string[]): unknown =>
  change(value, names, (found) =>
    typeof found === 'object' && found !== null ? JSON.stringify(found) : found,
  );

function change(
  value: unknown,
  names: readonly string[],
  convert: (found: unknown) => unknown,
): unknown {
  if (names.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => change(item, names, convert));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      names.includes(name) ? convert(member) : change(member, names, convert),
    ]),
  );
}
