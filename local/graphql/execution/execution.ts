import type { Effects, RaisedError, SubscriptionInvalidation } from '../../appsync-js/types.ts';
import type { FieldAnswer, FieldResolver, FieldRun } from '../../resolver-runs/types.ts';
import type { Clock } from '../../shared/clock.ts';
import type { AppSyncError } from '../../shared/graphql-error.ts';
import type { Log } from '../../shared/log.ts';
import { setOwn } from '../../shared/set-own.ts';
import { BUBBLED, complete, isPromise, type Bubbled } from './complete.ts';
import { resolverError, unauthorized, type Path } from './errors.ts';
import { filterData } from './filter-data.ts';
import { isLargerThan } from './json-size.ts';
import { limits } from '../limits.ts';
import type { Variables } from '../document/literals.ts';
import type { FieldPlan, Shape } from '../document/plan.ts';
import { RequestDeadline } from './request-deadline.ts';
import type { FieldAuthorizer, RequestContext } from '../types.ts';

type Answer = Record<string, unknown>;

/** What one run of an operation works with. */
export interface ExecutionOptions {
  readonly context: RequestContext;
  readonly variables: Variables;
  readonly sentVariables: Variables;
  readonly queryDepthLimit: number;
  readonly resolverCountLimit: number;
  readonly authorizeField: FieldAuthorizer;
  readonly clock: Clock;
  readonly log: Log;
  /** Called for each finished mutation root field. */
  readonly onMutation?: (field: FieldPlan, value: unknown, shapes: WeakMap<object, Shape>) => void;
}

/** One run of one operation: its errors, counters and notes. */
export class Execution {
  readonly errors: AppSyncError[] = [];
  readonly isSerialized = false;
  readonly invalidations: SubscriptionInvalidation[] = [];
  readonly effects: Effects[] = [];
  /** Which shape an answer's object was made by; kept for mutations only, which are published. */
  readonly shapes: WeakMap<object, Shape> | null;
  readonly #options: ExecutionOptions;
  readonly #deadline: RequestDeadline;
  /** By FieldPlan.index: whether the caller may have it. */
  readonly #allowed: (boolean | undefined)[] = [];
  #resolverRuns = 0;

  constructor(options: ExecutionOptions) {
    this.#options = options;
    this.#deadline = new RequestDeadline(options.clock);
    this.shapes = options.onMutation ? new WeakMap() : null;
  }

  /** Runs the root fields: one after the other for a mutation, else side by side. */
  async run(root: Shape): Promise<Answer | null> {
    try {
      const answer = this.#options.onMutation
        ? await this.#runSerially(root)
        : await this.executeFields(root, undefined, undefined);
      return answer === BUBBLED ? null : answer;
    } finally {
      this.#deadline.end();
    }
  }

  /** Runs the resolver of a subscription field, for its errors and effects; its value is dropped. */
  async start(field: FieldPlan): Promise<void> {
    if (!field.resolver) return;
    try {
      const answer = await this.#answerOf(field, field.resolver, undefined, undefined);
      this.#takeErrors(field, undefined, answer);
    } finally {
      this.#deadline.end();
    }
  }

  async #runSerially(root: Shape): Promise<Answer | Bubbled> {
    const answer: Answer = {};
    for (const field of root.fields) {
      const value = await this.#executeField(field, undefined, undefined);
      if (value === BUBBLED) return BUBBLED;
      setOwn(answer, field.key, value);
      if (value !== null && this.shapes) this.#options.onMutation?.(field, value, this.shapes);
    }
    return answer;
  }

  /** All fields of an object; BUBBLED when one that may not be null is. */
  executeFields(
    shape: Shape,
    source: unknown,
    path: Path | undefined,
  ): Answer | Bubbled | Promise<Answer | Bubbled> {
    const answer: Answer = {};
    let pending: Promise<unknown>[] | undefined;
    let bubbled = false;
    for (const field of shape.fields) {
      const value = this.#executeField(field, source, path);
      if (isPromise(value)) {
        // Takes its place in the order of keys at once.
        setOwn(answer, field.key, null);
        const settled = value.then((late) => {
          if (late === BUBBLED) bubbled = true;
          else setOwn(answer, field.key, late);
        });
        (pending ??= []).push(settled);
      } else if (value === BUBBLED) bubbled = true;
      else setOwn(answer, field.key, value);
    }
    this.shapes?.set(answer, shape);
    if (!pending) return bubbled ? BUBBLED : answer;
    const all = pending.length === 1 ? pending[0] : Promise.all(pending);
    return Promise.resolve(all).then(() => (bubbled ? BUBBLED : answer));
  }

  #executeField(field: FieldPlan, source: unknown, path: Path | undefined): unknown {
    const { queryDepthLimit } = this.#options;
    if (field.meta) {
      const value = field.meta(source, field.args(this.#options.variables));
      return complete(this, field, field.type, value, path, field.key);
    }
    if (queryDepthLimit > 0 && field.depth > queryDepthLimit) {
      return this.#fail(field, path, depthReached(queryDepthLimit));
    }
    if (!this.#mayHave(field)) {
      return this.#fail(field, path, unauthorized(field.parentTypeName, field.name));
    }
    if (field.resolver) return this.#resolve(field, field.resolver, source, path);
    return complete(this, field, field.type, memberOf(source, field.name), path, field.key);
  }

  #mayHave(field: FieldPlan): boolean {
    const { authorizeField, context } = this.#options;
    return (this.#allowed[field.index] ??= authorizeField(
      context.caller,
      field.parentTypeName,
      field.name,
    ));
  }

  async #resolve(
    field: FieldPlan,
    resolver: FieldResolver,
    source: unknown,
    path: Path | undefined,
  ): Promise<unknown> {
    const { resolverCountLimit } = this.#options;
    if (++this.#resolverRuns > (resolverCountLimit || limits.resolvers)) {
      return this.#fail(field, path, RESOLVERS_REACHED);
    }
    if (this.#deadline.isOver) return this.#fail(field, path, TIMED_OUT);
    const answer = await this.#answerOf(field, resolver, source, path);
    if (this.#takeErrors(field, path, answer)) return field.type.nonNull ? BUBBLED : null;
    if (isLargerThan(answer.value, limits.responseSize)) return this.#fail(field, path, TOO_LARGE);
    return complete(this, field, field.type, answer.value, path, field.key);
  }

  async #answerOf(
    field: FieldPlan,
    resolver: FieldResolver,
    source: unknown,
    path: Path | undefined,
  ): Promise<FieldAnswer> {
    try {
      return await resolver.run(this.#fieldRun(field, source, path));
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.log.error('graphql', `${field.parentTypeName}.${field.name}: ${text}`);
      return { value: null, error: INTERNAL_FAILURE, appendedErrors: [], effects: [] };
    }
  }

  #fieldRun(field: FieldPlan, source: unknown, parent: Path | undefined): FieldRun {
    return new RunOfField(field, source, parent, this.#options, this.#deadline);
  }

  /** Notes everything but the value; true when the run failed. */
  #takeErrors(field: FieldPlan, path: Path | undefined, answer: FieldAnswer): boolean {
    for (const error of answer.appendedErrors) this.#addError(field, path, error);
    for (const effects of answer.effects) {
      this.effects.push(effects);
      this.invalidations.push(...effects.invalidations);
      if (effects.invalidations.length > 0 && this.invalidations.length > limits.invalidations) {
        this.#addError(field, path, INVALIDATIONS_REACHED);
      }
    }
    const { error } = answer;
    if (error === 'unauthorized') {
      this.#addError(field, path, unauthorized(field.parentTypeName, field.name));
    } else if (error) this.#addError(field, path, error);
    return error !== null;
  }

  #addError(field: FieldPlan, path: Path | undefined, error: RaisedError): void {
    const data = filterData(field, error.data);
    const at = { prev: path, key: field.key };
    this.errors.push(resolverError(at, field.locations, { ...error, data }));
  }

  #fail(field: FieldPlan, path: Path | undefined, error: RaisedError): null | Bubbled {
    this.#addError(field, path, error);
    return field.type.nonNull ? BUBBLED : null;
  }
}

/** A class: a literal with a getter would cost a hidden class each time, in memory for long. */
class RunOfField implements FieldRun {
  readonly arguments: FieldRun['arguments'];
  readonly source: unknown;
  readonly info: FieldRun['info'];
  readonly outputType: string;
  readonly caller: FieldRun['caller'];
  readonly request: FieldRun['request'];
  readonly requestId: string;
  span: FieldRun['span'] = undefined;
  readonly #deadline: RequestDeadline;
  readonly #parent: Path | undefined;
  readonly #key: string;

  constructor(
    field: FieldPlan,
    source: unknown,
    parent: Path | undefined,
    { context, variables, sentVariables }: ExecutionOptions,
    deadline: RequestDeadline,
  ) {
    this.arguments = field.args(variables);
    this.source = source;
    this.#parent = parent;
    this.#key = field.key;
    this.info = field.info(sentVariables);
    this.outputType = field.type.name;
    this.caller = context.caller;
    this.request = context.request;
    this.requestId = context.requestId;
    this.#deadline = deadline;
  }

  /** Made for those who ask: most runs nobody looks at. */
  get path(): Path {
    return { prev: this.#parent, key: this.#key };
  }

  /** Made when a data source first waits: most NONE fields never do. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }
}

/** A field without a resolver: the same-named key of the parent's value. */
export function memberOf(source: unknown, name: string): unknown {
  if (source === null || typeof source !== 'object' || Array.isArray(source)) return null;
  const value = (source as Readonly<Record<string, unknown>>)[name];
  // A schema field may bear the name of something every object inherits.
  return typeof value === 'function' ? null : value;
}

function raised(errorType: string, message: string): RaisedError {
  return { message, errorType, data: null, errorInfo: null };
}

// As AWS answers it.
const TOO_LARGE = raised('MappingTemplate', 'Transformation too large');
// Types as AWS documents them; the texts are not recorded.
const depthReached = (limit: number): RaisedError =>
  raised('QueryDepthLimitReached', `Query depth limit of ${limit} reached`);
const RESOLVERS_REACHED = raised(
  'ResolverExecutionLimitReached',
  'Resolver invocation limit reached',
);
const INVALIDATIONS_REACHED = raised(
  'BadRequestException',
  `At most ${limits.invalidations} subscription invalidations a request`,
);
const TIMED_OUT = raised('ExecutionTimeout', 'Execution timed out.');
const INTERNAL_FAILURE = raised('InternalFailure', 'Internal Failure');
