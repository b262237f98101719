import type { Origin } from './origin.ts';

/** A state machine of Step Functions. */
export interface StateMachine extends Origin {
  readonly name: string;
  readonly arn: string;
  /** The role that its tasks are done with. */
  readonly roleArn: string;
  /** Of the type EXPRESS; else STANDARD. */
  readonly isExpress: boolean;
  readonly definition: StatesDefinition;
}

/**
 * States of a machine, of a branch or of what an iteration runs, in the names of the language.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export interface StatesDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  /** @default - that of what it is in; of the machine `JSONPath` */
  readonly QueryLanguage?: string;
  /** Seconds; of the machine alone. @default - no limit of its own */
  readonly TimeoutSeconds?: number;
}

/** A state, its fields as the definition has them. */
export type State = Readonly<Record<string, unknown>>;
