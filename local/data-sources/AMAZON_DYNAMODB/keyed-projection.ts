import { Expressions } from './expressions.ts';
import type { TypedItem } from './typed-values.ts';

/** A projection that brings the key too; the items of a batch are put in order by it. */
export interface KeyedProjection {
  /** Members for the call's input. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The item as it was asked for. */
  withoutKey(item: TypedItem): TypedItem;
}

const NOTHING: KeyedProjection = { input: {}, withoutKey: (item) => item };

/**
 * Adds the attributes of a table's key that a projection lacks.
 * @throws MalformedRequest
 */
export function keyedProjection(
  projection: unknown,
  keyNames: readonly string[],
  path: string,
): KeyedProjection {
  const { input } = new Expressions().add(
    'ProjectionExpression',
    projection,
    `${path}][projection`,
  );
  const { ProjectionExpression: asked, ExpressionAttributeNames: names } = input;
  if (typeof asked !== 'string') return NOTHING;
  const given = (names ?? {}) as Readonly<Record<string, string>>;
  const present = new Set(asked.split(',').map((part) => firstName(part.trim(), given)));
  const added = keyNames.filter((name) => !present.has(name));
  if (added.length === 0) return { ...NOTHING, input };
  const placeholders = added.map((name, index) => [`#appsync_key_${index}`, name] as const);
  return {
    input: {
      ProjectionExpression: [asked, ...placeholders.map(([placeholder]) => placeholder)].join(', '),
      ExpressionAttributeNames: { ...given, ...Object.fromEntries(placeholders) },
    },
    withoutKey: (item) =>
      Object.fromEntries(Object.entries(item).filter(([name]) => !added.includes(name))),
  };
}

/** The attribute that a document path begins with. */
function firstName(path: string, names: Readonly<Record<string, string>>): string {
  const [first = ''] = path.split(/[.[]/);
  return names[first] ?? first;
}
