import { systemClock } from '../shared/clock.ts';
import type { Clock } from '../shared/clock.ts';
import { silentLog } from '../shared/log.ts';
import { SYNTAX } from './compile/check.ts';
import { ResolverCodeError } from './compile/resolver-code-error.ts';
import type { PlacedProblem } from './compile/resolver-code-error.ts';
import { readContext } from './partial-context.ts';
import type { PartialContext } from './partial-context.ts';
import { NO_EFFECTS } from './sandbox/read-reply.ts';
import { createRuntime } from './runtime.ts';
import type {
  Effects,
  HandlerContext,
  HandlerOutcome,
  HandlerRun,
  RaisedError,
  Runtime,
} from './types.ts';

/** What is to be run, and on what. */
export interface EvaluateOptions {
  /** The bundle: one ES module that exports `request` and `response`. */
  readonly code: string;
  readonly handler: 'request' | 'response';
  /** As an object, or as the JSON text that EvaluateCode takes. @default everything empty, no identity */
  readonly context?: PartialContext | string;
  /** Name of the bundle in messages. @default 'code.js' */
  readonly file?: string;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Runs the code; give one to save its start of some 20 ms. @default a new one */
  readonly runtime?: Runtime;
}

/** What of the code AWS would refuse; https://docs.aws.amazon.com/appsync/latest/APIReference/API_CodeError.html */
export interface CodeError {
  /** PARSER_ERROR: it is no JavaScript. LINT_ERROR: it is none of APPSYNC_JS. */
  readonly errorType: 'PARSER_ERROR' | 'LINT_ERROR';
  /** `<rule>: <what to write instead>`. */
  readonly value: string;
  /** In the bundle; `line` and `column` from 1, `span` in characters, -1 if unknown. */
  readonly location: { readonly line: number; readonly column: number; readonly span: number };
}

/** Why a handler gave no result. */
export interface EvaluationError {
  readonly message: string;
  /** Code that breaks the rules of the language and was not run: each rule. */
  readonly codeErrors?: readonly CodeError[];
  readonly type?: string | null;
  readonly data?: unknown;
  readonly info?: unknown;
}

/** What AWS's EvaluateCode answers, typed, and what else came of the run. */
export interface Evaluation {
  /** What the handler returned; undefined when it returned nothing or ended with an error. */
  readonly result: unknown;
  /** AWS's `evaluationResult`: the result as JSON text, `null` for none. */
  readonly evaluationResult: string;
  /** util.error, util.unauthorized, an uncaught JavaScript error, or code that AWS would refuse. */
  readonly error: EvaluationError | null;
  /** Set when the handler ended with runtime.earlyReturn; `result` is then its value. */
  readonly earlyReturn: 'NEXT' | 'END' | null;
  readonly stash: Readonly<Record<string, unknown>>;
  /** util.appendError calls, after those the context came with. */
  readonly outErrors: readonly RaisedError[];
  /** `INFO - code.js:5:3: "a logged value"`. */
  readonly logs: readonly string[];
  readonly effects: Effects;
}

/**
 * Runs one handler of a bundle on a context: the offline answer to AWS's EvaluateCode. As there, code
 * that breaks a rule of the language is an `error` with `codeErrors`, nothing is thrown for it.
 * @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html
 */
export function evaluate(options: EvaluateOptions): Evaluation {
  const { code, handler, context = {}, file = 'code.js', clock = systemClock } = options;
  const runtime = options.runtime ?? createRuntime({ clock, log: silentLog });
  const full = readContext(context);
  try {
    const run = runtime.load({ source: code, file }).run(handler, full);
    return { ...readOutcome(run.outcome), ...readRun(run, full) };
  } catch (error) {
    if (error instanceof ResolverCodeError) return refused(error, full);
    throw error;
  }
}

function refused({ message, problems }: ResolverCodeError, context: HandlerContext): Evaluation {
  const { stash, outErrors } = context;
  const error = { message, codeErrors: problems.map(toCodeError) };
  return { ...NOTHING, error, stash, outErrors, logs: [], effects: NO_EFFECTS };
}

function toCodeError({ rule, instead, line, column, span }: PlacedProblem): CodeError {
  const location = { line, column, span };
  return rule === SYNTAX
    ? { errorType: 'PARSER_ERROR', value: `Parsing error: ${instead}`, location }
    : { errorType: 'LINT_ERROR', value: `${rule}: ${instead}`, location };
}

const NOTHING = { result: undefined, evaluationResult: 'null', earlyReturn: null };

function readOutcome(
  outcome: HandlerOutcome,
): Pick<Evaluation, 'result' | 'evaluationResult' | 'error' | 'earlyReturn'> {
  switch (outcome.kind) {
    case 'returned':
    case 'earlyReturn':
      return {
        result: outcome.value,
        evaluationResult: outcome.value === undefined ? 'null' : JSON.stringify(outcome.value),
        error: null,
        earlyReturn: outcome.kind === 'earlyReturn' ? outcome.skipTo : null,
      };
    case 'error': {
      const { message, errorType, data, errorInfo } = outcome.error;
      return { ...NOTHING, error: { message, type: errorType, data, info: errorInfo } };
    }
    case 'unauthorized':
      return { ...NOTHING, error: { message: 'Unauthorized', type: 'Unauthorized' } };
    case 'threw':
      return { ...NOTHING, error: { message: outcome.message, type: 'Code' } };
  }
}

/** What else came of a run. */
export function readRun(
  run: HandlerRun,
  context: HandlerContext,
): Pick<Evaluation, 'stash' | 'outErrors' | 'logs' | 'effects'> {
  return {
    stash: run.stash,
    outErrors: [...context.outErrors, ...run.appendedErrors],
    logs: run.logs.map(({ level, text }) => `${level} - ${text}`),
    effects: run.effects,
  };
}
