/**
 * One entry of `errors` in AppSync's own form: no `extensions`, `sourceName` in locations.
 * Resolver errors carry all six members in this order; errors that graphql-java raises itself carry
 * only path, locations and message.
 */
export interface AppSyncError {
  path?: readonly (string | number)[] | null;
  data?: unknown;
  errorType?: string | null;
  errorInfo?: unknown;
  locations?: readonly SourceLocation[] | null;
  message: string;
}

/** A place in the document, counted from 1. */
export interface SourceLocation {
  readonly line: number;
  readonly column: number;
  readonly sourceName: null;
}

/** The body of a GraphQL answer over HTTP and in real-time data frames. */
export interface GraphqlResult {
  data?: Record<string, unknown> | null;
  errors?: AppSyncError[];
  extensions?: Record<string, unknown>;
}
