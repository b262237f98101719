import type { Effects, RaisedError, ResolveInfo } from '../appsync-js/types.ts';
import type { Caller, RequestInfo } from '../shared/identity.ts';
import type { PathStep, RawSpan } from '../tracing/index.ts';

/** What one run of one field's resolver is given. */
export interface FieldRun {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly source: unknown;
  readonly info: ResolveInfo;
  /** The field's type without its outermost `!`. */
  readonly outputType: string;
  readonly caller: Caller;
  readonly request: RequestInfo;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Where the field stands in the answer; the last step first. @default - at its root */
  readonly path?: PathStep | undefined;
  /** What remembers the run. @default - nobody does */
  span?: RawSpan | undefined;
}

/** How it ended. `value` null and `error` set when it failed. */
export interface FieldAnswer {
  readonly value: unknown;
  /** The error that stopped the run; `unauthorized` gets its message from the field's name. */
  readonly error: RaisedError | 'unauthorized' | null;
  readonly appendedErrors: readonly RaisedError[];
  readonly effects: readonly Effects[];
}

/** A resolver ready to run. */
export interface FieldResolver {
  readonly typeName: string;
  readonly fieldName: string;
  run(run: FieldRun): Promise<FieldAnswer>;
}
