/** A value of JSON as people read it: texts without quotes, the rest as it is written. */
export function JsonValue({ value }: { readonly value: unknown }) {
  if (typeof value === 'string') return <span className="wrap">{value}</span>;
  return <code className="wrap">{JSON.stringify(value)}</code>;
}
