import { boundHelpers } from '../kernel/bounded.ts';
import { step } from '../kernel/budget.ts';
import { Signal, UtilError, currentRun } from '../kernel/state.ts';
import { extensions } from '../util/extensions.ts';
import { Turn } from './java.ts';
import { calculate, isEqual, isTrue, iterated, order, plus, range, shown } from './operators.ts';
import { parseJson, toJson } from './util/core.ts';
import { vtlUtil } from './util/index.ts';
import { readJson } from './read-json.ts';
import { assign, call, element, property } from './references.ts';

/** The variables of a template by their names. */
type Scope = Record<string, unknown>;

/** A compiled template: prints its text, or ends with `#return`. */
interface Template {
  run(scope: Scope): string | Returned;
  /** Whether something in it may change a map or list, thus the arguments. */
  readonly changes: boolean;
}

/** The value of `#return`. */
class Returned {
  readonly value: unknown;

  constructor(value: unknown) {
    // Templates mostly return JSON text, as they print it.
    const parsed = typeof value === 'string' ? parseJson(value) : null;
    this.value = parsed ?? value;
  }
}

const helpers = boundHelpers({ util: vtlUtil, extensions });

function scope(ctx: unknown): Scope {
  const { util, extensions: own } = helpers;
  return { ctx, context: ctx, util, utils: util, extensions: own };
}

/** Says in `$foreach` which turn of a loop it is. */
function loop(variables: Scope, index: number, length: number, parent: unknown): void {
  const turn = new Turn(index, length, parent);
  variables.foreach = turn;
  variables.velocityCount = turn.count;
  variables.velocityHasNext = turn.hasNext;
}

/** What a template that is no Velocity ends with. */
const refusal = (message: string): UtilError => new UtilError(message);

/** `#return` inside of a macro is thrown. */
function run(template: Template, ctx: unknown): string | Returned {
  try {
    return template.run(scope(ctx));
  } catch (error) {
    if (error instanceof Returned) return error;
    throw error;
  }
}

/** Runs a template. What it changes of the arguments, the templates that follow see. */
function evaluate(template: Template, ctx: unknown): string | Returned {
  if (!template.changes) return run(template, ctx);
  const json = (): string => toJson((ctx as { arguments: unknown }).arguments);
  const before = json();
  const printed = run(template, ctx);
  const after = json();
  if (after !== before) currentRun().changedArguments = after;
  return printed;
}

/**
 * A pair of templates as a module of handlers. `#return` in a request ends what it is of: no data
 * source is asked.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-directives.html
 */
function handlers(request: Template, response: Template) {
  return {
    request(ctx: unknown): unknown {
      const printed = evaluate(request, ctx);
      if (typeof printed === 'string') return readJson(printed);
      const value = printed.value ?? null;
      throw new Signal({ kind: 'earlyReturn', value, skipTo: 'NEXT' });
    },
    response(ctx: unknown): unknown {
      const printed = evaluate(response, ctx);
      return typeof printed === 'string' ? readJson(printed) : printed.value;
    },
    /** The text that the first of the two prints. */
    print(ctx: unknown): string {
      const printed = evaluate(request, ctx);
      return typeof printed === 'string' ? printed : toJson(printed.value);
    },
  };
}

export {
  Returned,
  assign,
  calculate,
  call,
  element,
  handlers,
  isEqual,
  isTrue,
  iterated,
  loop,
  order,
  plus,
  property,
  range,
  refusal,
  shown,
  step,
};
