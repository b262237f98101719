import type { Shape } from '../document/plan.ts';

/**
 * A finished answer keyed by schema field names, with the `__typename` of every object: what
 * subscriptions are cut from. Fields selected twice under aliases are merged.
 */
export function publishedValue(value: unknown, shapes: WeakMap<object, Shape>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => publishedValue(item, shapes));
  if (value === null || typeof value !== 'object') return value;
  const shape = shapes.get(value);
  if (!shape) return value;
  const named: Record<string, unknown> = { __typename: shape.typeName };
  for (const field of shape.fields) {
    if (field.name === '__typename') continue;
    const member = publishedValue((value as Readonly<Record<string, unknown>>)[field.key], shapes);
    named[field.name] = merge(named[field.name], member);
  }
  return named;
}

function merge(first: unknown, second: unknown): unknown {
  if (first === undefined || first === null) return second;
  if (second === null || typeof first !== 'object' || typeof second !== 'object') return second;
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    return first.map((item: unknown, index) => merge(item, second[index]));
  }
  if (Array.isArray(first) || Array.isArray(second)) return second;
  const merged: Record<string, unknown> = { ...first };
  for (const [key, member] of Object.entries(second as Record<string, unknown>)) {
    merged[key] = merge(merged[key], member);
  }
  return merged;
}
