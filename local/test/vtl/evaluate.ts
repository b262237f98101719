import { createRuntime, evaluateMappingTemplate } from '../../appsync-js/index.ts';
import type { PartialContext, TemplateEvaluation } from '../../appsync-js/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';

const runtime = createRuntime({ clock: systemClock, log: silentLog });

/** Runs a template on one realm for all tests of a file. */
export const evaluated = (template: string, context: PartialContext = {}): TemplateEvaluation =>
  evaluateMappingTemplate({ template, context, runtime });

/** What a template prints. */
export function printed(template: string, context: PartialContext = {}): string {
  const { evaluationResult, error } = evaluated(template, context);
  if (error) throw new Error(error.message);
  return evaluationResult;
}
