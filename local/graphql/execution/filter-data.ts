import type { FieldPlan, Shape, TypePlan } from '../document/plan.ts';

/**
 * The `data` of util.error, cut to what the query selects below the field.
 * https://docs.aws.amazon.com/appsync/latest/devguide/built-in-util-js.html
 */
export function filterData(field: FieldPlan, data: unknown): unknown {
  return data === null || data === undefined ? null : filter(field.type, data);
}

function filter(type: TypePlan, data: unknown): unknown {
  if (type.kind === 'leaf') return data;
  if (type.kind === 'list') {
    return Array.isArray(data) ? data.map((item: unknown) => filter(type.item, item)) : null;
  }
  if (data === null || typeof data !== 'object') return null;
  const shape = shapeFor(type, data as Readonly<Record<string, unknown>>);
  return shape && filterObject(shape, data as Readonly<Record<string, unknown>>);
}

function shapeFor(
  type: Exclude<TypePlan, { kind: 'leaf' | 'list' }>,
  data: Readonly<Record<string, unknown>>,
): Shape | null {
  if (type.kind === 'object') return type.shape();
  return typeof data.__typename === 'string' ? type.shapeOf(data.__typename) : null;
}

function filterObject(
  shape: Shape,
  data: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of shape.fields) {
    if (Object.hasOwn(data, field.name)) kept[field.name] = filter(field.type, data[field.name]);
  }
  return kept;
}
