import { systemClock, type Clock } from '../shared/clock.ts';
import { silentLog } from '../shared/log.ts';
import { readRun, type Evaluation, type EvaluationError } from './evaluate.ts';
import { readContext, type PartialContext } from './partial-context.ts';
import { createRuntime } from './runtime.ts';
import type { HandlerOutcome, Runtime } from './types.ts';

/** A mapping template, and what it is run on. */
export interface EvaluateMappingTemplateOptions {
  /** VTL. */
  readonly template: string;
  /** As an object, or as the JSON text that EvaluateMappingTemplate takes. @default everything empty, no identity */
  readonly context?: PartialContext | string;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Runs the template; give one to save its start of some 20 ms. @default a new one */
  readonly runtime?: Runtime;
}

/** What AWS's EvaluateMappingTemplate answers, typed, and what else came of the run. */
export interface TemplateEvaluation extends Pick<
  Evaluation,
  'stash' | 'outErrors' | 'logs' | 'effects'
> {
  /** The text that the template printed, or the JSON of what `#return` was given; empty with an error. */
  readonly evaluationResult: string;
  /** $util.error, $util.unauthorized, or a template that is no Velocity. */
  readonly error: EvaluationError | null;
}

const EMPTY = { source: '', file: 'none' };

/**
 * Runs a mapping template on a context: the offline answer to AWS's EvaluateMappingTemplate.
 * @see https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateMappingTemplate.html
 */
export function evaluateMappingTemplate(
  options: EvaluateMappingTemplateOptions,
): TemplateEvaluation {
  const { template, context = {}, clock = systemClock } = options;
  const runtime = options.runtime ?? createRuntime({ clock, log: silentLog });
  const request = { source: template, file: 'template.vtl' };
  const full = readContext(context);
  const run = runtime.loadTemplates({ request, response: EMPTY }, 'template.vtl').print(full);
  return { ...readPrinted(run.outcome), ...readRun(run, full) };
}

function readPrinted(
  outcome: HandlerOutcome,
): Pick<TemplateEvaluation, 'evaluationResult' | 'error'> {
  switch (outcome.kind) {
    case 'error': {
      const { message, errorType, data, errorInfo } = outcome.error;
      return { evaluationResult: '', error: { message, type: errorType, data, info: errorInfo } };
    }
    case 'unauthorized':
      return { evaluationResult: '', error: { message: 'Unauthorized', type: 'Unauthorized' } };
    case 'threw':
      return { evaluationResult: '', error: { message: outcome.message } };
    default: {
      const { value } = outcome;
      return { evaluationResult: typeof value === 'string' ? value : '', error: null };
    }
  }
}
