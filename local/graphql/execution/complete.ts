import type { AppSyncError } from '../../shared/graphql-error.ts';
import { completionError, nullError, pathArray, type Path } from './errors.ts';
import type { FieldPlan, Shape, TypePlan } from '../document/plan.ts';
import { ScalarError } from '../scalars/scalar.ts';

/** Stands for a null that may not be here and is already reported: the parent becomes null. */
export const BUBBLED = Symbol('bubbled');
/** The mark in the place of such a value. */
export type Bubbled = typeof BUBBLED;

/** What completion needs of a run. */
export interface Completer {
  readonly errors: AppSyncError[];
  /** Whether leaves are in the answer's form already. */
  readonly isSerialized: boolean;
  executeFields(
    shape: Shape,
    source: unknown,
    path: Path | undefined,
  ): Record<string, unknown> | Bubbled | Promise<Record<string, unknown> | Bubbled>;
}

/** Whether a value is still to come. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

/**
 * Makes the answer's form of a value: null, a leaf, a list or an object with the selected fields. Both
 * what resolvers gave and what was published come through here.
 * https://spec.graphql.org/draft/#CompleteValue() with graphql-java's messages.
 */
export function complete(
  run: Completer,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  parent: Path | undefined,
  key: string | number,
): unknown {
  if (value === null || value === undefined) {
    return type.nonNull ? reportNull(run, field, type, parent, key) : null;
  }
  const completed = completeNullable(run, field, type, value, parent, key);
  if (isPromise(completed)) {
    return completed.then((late) => settle(run, field, type, late, parent, key));
  }
  return settle(run, field, type, completed, parent, key);
}

function settle(
  run: Completer,
  field: FieldPlan,
  type: TypePlan,
  completed: unknown,
  parent: Path | undefined,
  key: string | number,
): unknown {
  if (!type.nonNull) return completed === BUBBLED ? null : completed;
  return completed === null ? reportNull(run, field, type, parent, key) : completed;
}

function completeNullable(
  run: Completer,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  parent: Path | undefined,
  key: string | number,
): unknown {
  switch (type.kind) {
    case 'leaf':
      return run.isSerialized ? value : completeLeaf(run, type, value, parent, key);
    case 'list':
      return completeList(run, field, type, value, { prev: parent, key });
    case 'object':
      return run.executeFields(type.shape(), value, { prev: parent, key });
    case 'abstract': {
      const path = { prev: parent, key };
      const shape = shapeOf(run, field, type, value, path);
      return shape && run.executeFields(shape, value, path);
    }
  }
}

function completeLeaf(
  run: Completer,
  type: Extract<TypePlan, { kind: 'leaf' }>,
  value: unknown,
  parent: Path | undefined,
  key: string | number,
): unknown {
  try {
    return type.serialize(value) ?? null;
  } catch (error) {
    if (!(error instanceof ScalarError)) throw error;
    run.errors.push(
      completionError(
        { prev: parent, key },
        (at) => `Can't serialize value (${at}) : ${error.message}`,
      ),
    );
    return null;
  }
}

function completeList(
  run: Completer,
  field: FieldPlan,
  type: Extract<TypePlan, { kind: 'list' }>,
  value: unknown,
  path: Path,
): unknown {
  if (!Array.isArray(value)) {
    run.errors.push(listExpected(path, value));
    return null;
  }
  const items = value as readonly unknown[];
  const answer: unknown[] = [];
  let pending: Promise<void>[] | undefined;
  let bubbled = false;
  for (let index = 0; index < items.length; index++) {
    const item = complete(run, field, type.item, items[index], path, index);
    answer.push(item);
    if (isPromise(item)) {
      (pending ??= []).push(
        item.then((late) => {
          answer[index] = late;
          if (late === BUBBLED) bubbled = true;
        }),
      );
    } else if (item === BUBBLED) bubbled = true;
  }
  if (!pending) return bubbled ? BUBBLED : answer;
  return Promise.all(pending).then(() => (bubbled ? BUBBLED : answer));
}

/** The concrete shape of an interface's or union's value, by its `__typename`. */
function shapeOf(
  run: Completer,
  field: FieldPlan,
  type: Extract<TypePlan, { kind: 'abstract' }>,
  value: unknown,
  path: Path,
): Shape | null {
  const typeName = (value as { readonly __typename?: unknown }).__typename;
  const shape = typeof typeName === 'string' ? type.shapeOf(typeName) : null;
  if (shape) return shape;
  const reason =
    typeof typeName === 'string'
      ? `Runtime Object type '${typeName}' is not a possible type for '${type.name}'.`
      : `Could not determine the exact type of '${type.name}'`;
  run.errors.push(
    completionError(
      path,
      (at) =>
        `Can't resolve '${at}'. Abstract type '${type.name}' must resolve to an Object type at runtime ` +
        `for field '${parentName(field, path.key)}.${field.name}'. ${reason}`,
    ),
  );
  return null;
}

/** The error of a value that is not the list its type wants. */
function listExpected(path: Path, value: unknown): AppSyncError {
  const got = typeof value === 'object' ? 'OBJECT' : 'SCALAR';
  return completionError(
    path,
    (at) => `Can't resolve value (${at}) : type mismatch error, expected type LIST, got ${got}`,
  );
}

/** Reports the null unless something at the same place was reported already. */
function reportNull(
  run: Completer,
  field: FieldPlan,
  type: TypePlan,
  parent: Path | undefined,
  key: string | number,
): Bubbled {
  const path = { prev: parent, key };
  if (run.errors.length === 0 || !hasErrorAt(run.errors, pathArray(path))) {
    run.errors.push(nullError(path, type.name, parentName(field, key)));
  }
  return BUBBLED;
}

/** What graphql-java calls the parent of a value: that of an item is a list, which has no name. */
function parentName(field: FieldPlan, key: string | number): string {
  return typeof key === 'number' ? 'null' : field.parentTypeName;
}

function hasErrorAt(errors: readonly AppSyncError[], path: readonly (string | number)[]): boolean {
  return errors.some(
    (error) =>
      error.path?.length === path.length && error.path.every((key, index) => key === path[index]),
  );
}
