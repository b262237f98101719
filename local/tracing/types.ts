/**
 * What the engine remembers of what it did: a record for each thing that was asked of it or that it did
 * by itself. Routes below `/_local/traces` answer these types; the studio page reads them.
 */

/** What a record is about. */
export type TraceKind =
  /** A GraphQL query or mutation over HTTP. */
  | 'request'
  /** A start message of a real-time connection, or a subscribe message of an Event API's. */
  | 'subscription'
  /** A mutation's event on its way to subscribers. */
  | 'delivery'
  /** Events that somebody publishes on a channel of an Event API. */
  | 'publish'
  /** One run of a Lambda function, whoever asked for it. */
  | 'invocation'
  /** A call of the Cognito API, or a token by OAuth. */
  | 'cognito'
  | 'mail'
  /** A batch of a DynamoDB stream for one event source. */
  | 'stream'
  /** A batch of a queue for one event source. */
  | 'queue'
  /** An event of EventBridge, or a message of SNS, on its way to those who hear of it. */
  | 'event'
  /** The same of what a schedule makes. */
  | 'schedule'
  /** One run of a state machine of Step Functions, whoever began it. */
  | 'execution'
  /** A call of another service by an AWS SDK that is no function of the app. */
  | 'call';

/** How it ended; `refused`: by authorization or validation, before any code of the app ran. */
export type TraceOutcome = 'running' | 'succeeded' | 'failed' | 'refused';

/** Capacity units of DynamoDB. */
export interface TraceUnits {
  readonly read: number;
  readonly write: number;
}

/** Why something failed. */
export interface TraceError {
  /** `UserNotFound`, `TypeError`, `DynamoDB:ConditionalCheckFailedException`. */
  readonly type: string | null;
  /** In full, of the innermost thing that failed. */
  readonly message: string;
  /** `resolvers/Query.getUser.ts:12:5`, in the TypeScript source where a source map leads there. */
  readonly source: string | null;
  /** What it came of, where that says something else: `DynamoDB:ThrottlingException: Rate exceeded`. */
  readonly cause?: string;
  /** Frames of the stack with places in the source, outermost last. @default - none is known */
  readonly stack?: readonly string[];
  /** Of the GraphQL answer, `listUsers.items.3.email`. @default - it is no field's */
  readonly path?: string;
}

/** What is worth a look, whether or not it failed; its words hold no values of people. */
export interface TraceHint {
  /** `Order.customer asked GetItem Customers 12 times, once for each item of orders: a batch asks once`. */
  readonly text: string;
  /** `resolvers/Order.customer.ts:4:17`, where it comes from in the TypeScript source. */
  readonly source: string | null;
}

/** One line of the list. */
export interface TraceSummary {
  /** 16 hexadecimal digits, in W3C's terms the id of its span. */
  readonly id: string;
  /** 32 hexadecimal digits, shared by all that one thing set going. */
  readonly traceId: string;
  /** Id of the record that caused it; null for what came from outside. It may be gone from memory. */
  readonly causeId: string | null;
  readonly kind: TraceKind;
  /** `query getUser`, `AdminCreateUser`, `create-user` of a function. */
  readonly name: string;
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly at: number;
  /** Milliseconds it took; null while it runs. */
  readonly ms: number | null;
  readonly outcome: TraceOutcome;
  /** `ann@example.com (Admins)`, `API key`, `role create-user`; null when nobody is known. */
  readonly caller: string | null;
  /** Its own, and those of what it waited for. */
  readonly units: TraceUnits;
  readonly error: TraceError | null;
  readonly hints: readonly TraceHint[];
}

/** What a span is about. */
export type SpanKind =
  /** One run of a field's resolver. */
  | 'field'
  /** A request or response handler of a resolver or function. */
  | 'step'
  /** What a data source was asked and answered. */
  | 'data-source'
  /** A call of an AWS SDK in a function, or of a task of a state machine. */
  | 'call'
  /** A state of a state machine, its retries with it. */
  | 'state'
  /** Who the caller is found to be. */
  | 'authorization'
  /** Subscriptions with one field and filter: whether the event is for them, and who they are. */
  | 'audience';

/** One part of what a record is about. */
export interface Span {
  /** Unique within the record. */
  readonly id: string;
  /** Of the same record; null directly below the record. */
  readonly parentId: string | null;
  readonly kind: SpanKind;
  /** `Query.getUser`, `request handler of getUser`, `GetItem users`. */
  readonly name: string;
  /** Milliseconds since the epoch, with a fraction. */
  readonly at: number;
  readonly ms: number | null;
  /**
   * Of a step its `ctx` (arguments, source, stash, prev, result, error), of a data source what it was asked, of a
   * state its input.
   */
  readonly request?: unknown;
  /** Of a step what the handler returned, of a data source its result, of a state its output, of an audience who got it. */
  readonly response?: unknown;
  /** Of a step: `ctx.stash` after it. */
  readonly stash?: unknown;
  readonly units?: TraceUnits;
  readonly error?: TraceError;
  /** Of a field: where it stands in the answer, `listUsers.items.3.email`. */
  readonly path?: string;
  /** Of a step, where its handler begins: `resolvers/Query.getUser.ts:8:17`. */
  readonly source?: string;
  /** Records that this span set going, such as the invocation behind a data source. */
  readonly causedIds?: readonly string[];
}

/** A line that code of the app wrote. */
export interface TraceLog {
  /** Milliseconds since the epoch, with a fraction. */
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  /** Short name of the function or resolver. */
  readonly source: string;
  readonly text: string;
}

/** All that is known of one thing. */
export interface TraceRecord extends TraceSummary {
  /** In the order they began; parents before what is below them. */
  readonly spans: readonly Span[];
  readonly logs: readonly TraceLog[];
  /**
   * By kind: of a request and subscription `{query, variables, operationName}`, of an invocation its
   * event, of an execution its input, of Cognito the input without passwords, codes and tokens, of a batch its records, of a delivery the
   * value, of a publish its channel and events.
   */
  readonly request: unknown;
  /** The answer, in the same way; null while it runs. */
  readonly response: unknown;
  /** Every error, `error` is the first. */
  readonly errors: readonly TraceError[];
  /** The record of `causeId`, if it is still in memory. */
  readonly cause: TraceSummary | null;
  /** Other causes of a batch: its records may come from several mutations. */
  readonly otherCauseIds: readonly string[];
  /** How sure the cause is: of a stream's record it is concluded from key, time and content. */
  readonly causeIs: 'certain' | 'likely' | null;
  /** Of a request, the API that was asked; null for all else. */
  readonly apiId: string | null;
  /** `x-amzn-RequestId` of AWS's answers and logs; null for what has none. */
  readonly requestId: string | null;
  /** What it caused, oldest first. */
  readonly caused: readonly TraceSummary[];
  /** Whether `POST /_local/traces/ID/replay` can do it once more; else why not. */
  readonly replay: { readonly can: true } | { readonly can: false; readonly reason: string };
  /** Values that were too long and are cut. */
  readonly isCut: boolean;
}

/** How a handler of a resolver ran, as its runtime has it. */
export interface RawStep {
  /** JSON of what the handler read: arguments, source, stash, prev, result, error. */
  readonly input: string;
  /** The realm's whole answer as JSON: outcome, stash, appended errors, logs, stack. */
  readonly output: string;
  /** `file:line:column` in the source of the frames of a stack that are in the bundle, the innermost first. */
  readonly placesOf: (stack: string) => readonly string[];
}

/** `GET /_local/traces?after=&before=&limit=&kind=&outcome=&text=`: newest first. */
export interface TraceList {
  readonly records: readonly TraceSummary[];
  /** Id of the newest record of all; pass it as `after` to hear of later ones only. */
  readonly newest: string | null;
  /** Records that fell out of memory since the start. */
  readonly dropped: number;
  /** What was not recorded, for it came faster than anybody could read it; failed requests always are. */
  readonly thinned: number;
  /** Bytes that records take, and may take. */
  readonly bytes: number;
  readonly maxBytes: number;
}

/** `POST /_local/traces/ID/replay`: id of the new record. */
export interface TraceReplay {
  readonly id: string;
}

/** Body of every error below `/_local/`. */
export interface LocalRouteError {
  readonly error: { readonly code: string; readonly message: string };
}
