export { createRememberingRuntime } from './remembering-runtime.ts';
export { createRuntime } from './runtime.ts';
export type { RuntimeOptions } from './runtime.ts';
export { evaluate } from './evaluate.ts';
export type { CodeError, EvaluateOptions, Evaluation, EvaluationError } from './evaluate.ts';
export { evaluateMappingTemplate } from './evaluate-mapping-template.ts';
export type {
  EvaluateMappingTemplateOptions,
  TemplateEvaluation,
} from './evaluate-mapping-template.ts';
export type { PartialContext } from './partial-context.ts';
export type * from './types.ts';
