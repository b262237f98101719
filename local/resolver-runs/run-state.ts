import type {
  CodeModule,
  Effects,
  HandlerContext,
  HandlerOutcome,
  RaisedError,
} from '../appsync-js/types.ts';
import type { DataSourceAnswer, DataSourceContext } from '../data-sources/types.ts';
import type { FieldAnswer, FieldRun } from './types.ts';

/** What a handler sees apart from the members that stay the same for a whole run. */
export interface Step {
  readonly prev: { readonly result: unknown } | null;
  readonly result?: unknown;
  readonly error?: DataSourceAnswer['error'];
}

/** One run of one resolver: the stash and what its handlers have said so far. */
export class RunState {
  readonly run: FieldRun;
  stash: Readonly<Record<string, unknown>> = {};
  /** As the templates before have left them. */
  arguments: FieldRun['arguments'];
  readonly #env: Readonly<Record<string, string>>;
  readonly #appended: RaisedError[] = [];
  readonly #effects: Effects[] = [];

  constructor(run: FieldRun, env: Readonly<Record<string, string>>) {
    this.run = run;
    this.arguments = run.arguments;
    this.#env = env;
  }

  /** Runs a handler; its stash, appended errors and effects are kept. The runtime logs its output. */
  handle(module: CodeModule, handler: 'request' | 'response', step: Step): HandlerOutcome {
    const span = this.run.span?.begin('step', `${handler} of ${module.name}`);
    const done = module.run(handler, this.#context(step));
    if (span && done.raw) span.keepStep(done.raw, () => module.placeOf(handler));
    span?.end();
    this.stash = done.stash;
    if (done.changedArguments) this.arguments = done.changedArguments;
    if (done.appendedErrors.length > 0) this.#appended.push(...done.appendedErrors);
    if (hasEffects(done.effects)) this.#effects.push(done.effects);
    return done.outcome;
  }

  #context({ prev, result, error }: Step): HandlerContext {
    const { run } = this;
    return {
      arguments: this.arguments,
      identity: run.caller.identity,
      source: run.source ?? null,
      stash: this.stash,
      prev,
      result,
      error: error ? { message: error.message, type: error.type } : null,
      request: run.request,
      info: run.info,
      env: this.#env,
      outErrors: this.#appended,
      authType: run.caller.mode,
    };
  }

  /** What data sources are told of the run. */
  dataSourceContext(resolverKey: string): DataSourceContext {
    return new ContextOfRun(this, resolverKey);
  }

  succeed(value: unknown): FieldAnswer {
    return this.#answer(value ?? null, null);
  }

  fail(error: RaisedError | 'unauthorized'): FieldAnswer {
    return this.#answer(null, error);
  }

  #answer(value: unknown, error: FieldAnswer['error']): FieldAnswer {
    return { value, error, appendedErrors: this.#appended, effects: this.#effects };
  }
}

/** A class: a literal with a getter would cost a hidden class each time, in memory for long. */
class ContextOfRun implements DataSourceContext {
  readonly requestId: string;
  readonly typeName: string;
  readonly fieldName: string;
  readonly outputType: string;
  readonly resolverKey: string;
  readonly identity: DataSourceContext['identity'];
  readonly arguments: DataSourceContext['arguments'];
  readonly #run: FieldRun;

  constructor({ run, arguments: own }: RunState, resolverKey: string) {
    this.requestId = run.requestId;
    this.typeName = run.info.parentTypeName;
    this.fieldName = run.info.fieldName;
    this.outputType = run.outputType;
    this.resolverKey = resolverKey;
    this.identity = run.caller.identity;
    this.arguments = own;
    this.#run = run;
  }

  /** Not read before it is needed: reading starts a timer. */
  get signal(): AbortSignal {
    return this.#run.signal;
  }
}

function hasEffects(effects: Effects): boolean {
  return (
    effects.subscriptionFilter !== null ||
    effects.subscriptionInvalidationFilter !== null ||
    effects.invalidations.length > 0 ||
    effects.cacheEvictions.length > 0 ||
    Object.keys(effects.responseHeaders).length > 0
  );
}

/** The error that an outcome ends the run with, or null when the run goes on. */
export function errorOf(outcome: HandlerOutcome): RaisedError | 'unauthorized' | null {
  switch (outcome.kind) {
    case 'returned':
    case 'earlyReturn':
      return null;
    case 'error':
      return outcome.error;
    case 'unauthorized':
      return 'unauthorized';
    case 'threw':
      return { message: outcome.message, errorType: 'Code', data: null, errorInfo: null };
  }
}
