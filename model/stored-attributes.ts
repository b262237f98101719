/** A user's own data: the content of a JSON object. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * As the table keeps them: one JSON text, so that nothing between a client and the table has to judge
 * what the values are (docs/decisions/0012). Items written before hold a map.
 */
export function storedAttributes(attributes: Attributes): string {
  return JSON.stringify(attributes);
}

/** The attributes of an item, be they a text or a map of old; null when it has none. */
export function readAttributes(stored: unknown): Attributes | null {
  if (stored === null || stored === undefined) return null;
  const attributes: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return attributes as Attributes;
}

/** One field before and after, in an entry of the history; null where there is no value. */
export interface Difference {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** As the table keeps it: of all fields only the attributes have a form of their own. */
export function storedDifference<D extends Difference>(difference: D): D {
  if (difference.field !== 'attributes') return difference;
  return { ...difference, from: stored(difference.from), to: stored(difference.to) };
}

/** A difference of an item, be its attributes texts or maps of old. */
export function readDifference<D extends Difference>(difference: D): D {
  if (difference.field !== 'attributes') return difference;
  const { from, to } = difference;
  return { ...difference, from: readAttributes(from), to: readAttributes(to) };
}

function stored(attributes: unknown): string | null {
  return attributes ? storedAttributes(attributes as Attributes) : null;
}
