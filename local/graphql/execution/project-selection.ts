import type { AppSyncError, GraphqlResult } from '../../shared/graphql-error.ts';
import { BUBBLED, complete, type Bubbled, type Completer } from './complete.ts';
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
    const projection = new Projection();
    const projected = complete(projection, field, field.type, value, undefined, field.key);
    const data = projected === BUBBLED ? null : { [field.key]: projected };
    const { errors } = projection;
    return errors.length > 0 ? { data, errors } : { data };
  };
}

class Projection implements Completer {
  readonly errors: AppSyncError[] = [];
  readonly isSerialized = true;

  executeFields(
    shape: Shape,
    source: unknown,
    path: Path | undefined,
  ): Record<string, unknown> | Bubbled {
    const answer: Record<string, unknown> = {};
    let bubbled = false;
    for (const field of shape.fields) {
      const member =
        field.name === '__typename'
          ? shape.typeName
          : complete(this, field, field.type, memberOf(source, field.name), path, field.key);
      if (member === BUBBLED) bubbled = true;
      answer[field.key] = member;
    }
    return bubbled ? BUBBLED : answer;
  }
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
