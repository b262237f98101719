import type { ASTNode } from 'graphql';
import type { RaisedError } from '../../appsync-js/types.ts';
import type { AppSyncError, SourceLocation } from '../../shared/graphql-error.ts';

/** Where a value stands in the answer; the last step first. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
}

/** The path as it appears in `errors[].path`. */
export function pathArray(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step = path; step; step = step.prev) keys.unshift(step.key);
  return keys;
}

/** The path as graphql-java prints it in messages: `/listItems/items[3]/id`. */
function pathText(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`)).join('');
}

/** Line and column of a node of the query. */
export function locationOf(node: ASTNode): SourceLocation[] {
  const token = node.loc?.startToken;
  return token ? [{ line: token.line, column: token.column, sourceName: null }] : [];
}

/** An error found before execution: no errorType, path null. */
export function validationError(
  message: string,
  locations: readonly SourceLocation[] | null,
): AppSyncError {
  return { path: null, locations, message };
}

/** An error that a resolver raised, with all six members. */
export function resolverError(
  path: Path,
  locations: readonly SourceLocation[],
  error: RaisedError,
): AppSyncError {
  return {
    path: pathArray(path),
    data: error.data ?? null,
    errorType: error.errorType,
    errorInfo: error.errorInfo ?? null,
    locations,
    message: error.message,
  };
}

/** What util.unauthorized and a refused directive answer. */
export function unauthorized(typeName: string, fieldName: string): RaisedError {
  return {
    message: `Not Authorized to access ${fieldName} on type ${typeName}`,
    errorType: 'Unauthorized',
    data: null,
    errorInfo: null,
  };
}

/** An error of completing a value: only path, locations (null) and message. */
export function completionError(path: Path, message: (pathText: string) => string): AppSyncError {
  const keys = pathArray(path);
  return { path: keys, locations: null, message: message(pathText(keys)) };
}

/** `Cannot return null for non-nullable type`. */
export function nullError(path: Path, typeName: string, parentTypeName: string): AppSyncError {
  return completionError(
    path,
    (at) =>
      `Cannot return null for non-nullable type: '${typeName}' within parent '${parentTypeName}' (${at})`,
  );
}
