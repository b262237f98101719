import type { ConflictDetection } from '../assembly/model.ts';
import type { Identity } from '../shared/identity.ts';

/** Runs the request object that a request handler returned against one data source. */
export interface DataSource {
  readonly name: string;
  /** CloudFormation's Type. */
  readonly type: string;
  /**
   * Never throws for what the backend says: that is `error`, which becomes ctx.error. A `result` may
   * come with an error (a failed condition, a partly failed batch).
   */
  execute(request: unknown, context: DataSourceContext): Promise<DataSourceAnswer>;
  /** AWS_LAMBDA only: one call for several BatchInvoke requests, answers in the same order. */
  executeBatch?(
    requests: readonly unknown[],
    context: DataSourceContext,
  ): Promise<readonly DataSourceAnswer[]>;
  /** Versioned AMAZON_DYNAMODB only: the same for a resolver or function that detects conflicts. */
  detecting?(conflicts: ConflictDetection): DataSource;
}

/** For which field a data source is asked, and how long it is waited for. */
export interface DataSourceContext {
  readonly requestId: string;
  readonly typeName: string;
  readonly fieldName: string;
  /** Of the field, without the outermost `!`: `User`, `[User]`. */
  readonly outputType: string;
  /** Resolver ARN plus function id: page tokens are bound to it. */
  readonly resolverKey: string;
  readonly identity: Identity;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** What a data source gives: a result, an error, or both. */
export interface DataSourceAnswer {
  readonly result: unknown;
  readonly error: {
    readonly message: string;
    /** Null only for an element of a batch whose function gave none. */
    readonly type: string | null;
    /** AWS_LAMBDA: the name of what the function threw; direct Lambda resolvers answer with it. */
    readonly functionErrorType?: string;
  } | null;
  /** The request object itself is wrong: the field fails at once, no response handler runs. */
  readonly isMalformedRequest?: boolean;
}
