import type { AppSyncError, GraphqlResult } from '../../shared/graphql-error.ts';
import { setOwn } from '../../shared/set-own.ts';
import { BUBBLED, listExpected, reportNull, shapeOf } from './complete.ts';
import type { Path } from './errors.ts';
import { memberOf } from './execution.ts';
import type { FieldPlan, Shape, TypePlan } from '../document/plan.ts';

/**
 * Cuts a published value to a subscription's selection set. Leaves are already in the answer's form
 * and pass through: AWSJSON is not encoded a second time (unverified against AWS, where a client
 * version reported double encoding).
 */
export function projector(field: FieldPlan): (value: unknown) => GraphqlResult {
  return (value) => {
    const errors: AppSyncError[] = [];
    const projected = project({ errors }, field, field.type, value, undefined, field.key);
    const data = projected === BUBBLED ? null : { [field.key]: projected };
    return errors.length > 0 ? { data, errors } : { data };
  };
}

interface Run {
  readonly errors: AppSyncError[];
}

function project(
  run: Run,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  parent: Path | undefined,
  key: string | number,
): unknown {
  if (value === null || value === undefined) {
    return type.nonNull ? reportNull(run, field, type, parent, key) : null;
  }
  if (type.kind === 'leaf') return value;
  const projected = projectComposite(run, field, type, value, { prev: parent, key });
  if (!type.nonNull) return projected === BUBBLED ? null : projected;
  return projected === null ? reportNull(run, field, type, parent, key) : projected;
}

function projectComposite(
  run: Run,
  field: FieldPlan,
  type: Exclude<TypePlan, { kind: 'leaf' }>,
  value: unknown,
  path: Path,
): unknown {
  if (type.kind === 'object') return projectObject(run, type.shape(), value, path);
  if (type.kind === 'abstract') {
    const shape = shapeOf(run, field, type, value, path);
    return shape && projectObject(run, shape, value, path);
  }
  if (!Array.isArray(value)) {
    run.errors.push(listExpected(path, value));
    return null;
  }
  const items: unknown[] = [];
  let bubbled = false;
  for (let index = 0; index < value.length; index++) {
    const item = project(run, field, type.item, value[index], path, index);
    if (item === BUBBLED) bubbled = true;
    items.push(item);
  }
  return bubbled ? BUBBLED : items;
}

function projectObject(run: Run, shape: Shape, value: unknown, path: Path): unknown {
  const answer: Record<string, unknown> = {};
  let bubbled = false;
  for (const field of shape.fields) {
    const member =
      field.name === '__typename'
        ? shape.typeName
        : project(run, field, field.type, memberOf(value, field.name), path, field.key);
    if (member === BUBBLED) bubbled = true;
    setOwn(answer, field.key, member);
  }
  return bubbled ? BUBBLED : answer;
}

/** The same for subscriptions whose results are the same, however their queries are written. */
export function projectionKey(field: FieldPlan): string {
  return `${field.key}:${field.name}${typeKey(field.type)}`;
}

function typeKey(type: TypePlan): string {
  if (type.kind === 'leaf') return '';
  if (type.kind === 'list') return typeKey(type.item);
  if (type.kind === 'object') return shapeKey(type.shape());
  return type.possibleShapes().map(shapeKey).join('|');
}

function shapeKey(shape: Shape): string {
  return `${shape.typeName}{${shape.fields.map(projectionKey).join(',')}}`;
}
