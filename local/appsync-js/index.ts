export { createRememberingRuntime } from './remembering-runtime.ts';
export { createRuntime } from './runtime.ts';
export type { RuntimeOptions } from './runtime.ts';
export { evaluate } from './evaluate.ts';
export type {
  CodeError,
  EvaluateOptions,
  Evaluation,
  EvaluationError,
  PartialContext,
} from './evaluate.ts';
export type * from './types.ts';
