import { isArray, toText } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { Placeholders } from './placeholders.ts';

/**
 * `['id', 'nested.list[1]']` as a projection expression with a placeholder for every name; an empty
 * list is none.
 */
export function toProjection(projection: unknown): unknown {
  if (!isArray(projection)) throw new UtilError('projection must be a list of attribute paths.');
  if (projection.length === 0) return undefined;
  const placeholders = new Placeholders();
  const paths = projection.map((path: unknown) =>
    toText(path)
      .split('.')
      .map((segment) => {
        const bracket = segment.indexOf('[');
        return bracket < 0
          ? placeholders.name(segment)
          : `${placeholders.name(segment.slice(0, bracket))}${segment.slice(bracket)}`;
      })
      .join('.'),
  );
  return { expression: paths.join(', '), expressionNames: placeholders.names };
}
