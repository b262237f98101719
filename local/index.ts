export { evaluate, evaluateMappingTemplate } from './appsync-js/index.ts';
export type {
  CodeError,
  EvaluateOptions,
  Evaluation,
  EvaluationError,
  PartialContext,
} from './appsync-js/index.ts';
export type { FinishedStep, LocalOptions } from './options.ts';
export type { LocalOutputs, SeededUser } from './outputs.ts';
export type { Seed } from './seed.ts';
export { LocalError } from './shared/errors.ts';
export type { LocalErrorCode } from './shared/errors.ts';
export type { Snapshot, Snapshots } from './state/index.ts';
export { startLocal } from './start.ts';
export type { Local } from './start.ts';
export type { FieldAnswer } from './resolver-runs/types.ts';
export type { Clock } from './shared/clock.ts';
export type { GraphqlResult } from './shared/graphql-error.ts';
export type { CognitoIdentity, IamIdentity, Identity } from './shared/identity.ts';
export type { Log } from './shared/log.ts';
