import { entries, isArray, toText } from '../guest/primordials.ts';
import { UtilError } from '../guest/state.ts';

/** `['id', 'nested.list[1]']` as a projection expression with a placeholder for every name. */
export function toProjection(projection: unknown): unknown {
  if (!isArray(projection)) throw new UtilError('projection must be a list of attribute paths.');
  const names: Record<string, string> = {};
  const placeholder = (name: string): string => {
    for (const [known, original] of entries(names)) if (original === name) return known;
    const added = `#projection_${entries(names).length + 1}`;
    names[added] = name;
    return added;
  };
  const paths = projection.map((path: unknown) =>
    toText(path)
      .split('.')
      .map((segment) => {
        const bracket = segment.indexOf('[');
        return bracket < 0
          ? placeholder(segment)
          : `${placeholder(segment.slice(0, bracket))}${segment.slice(bracket)}`;
      })
      .join('.'),
  );
  return { expression: paths.join(', '), expressionNames: names };
}
