import type { CallInput } from '../../request-context.ts';
import type { CallPart } from '../call-parts.ts';
import type { Refusal } from '../refusal.ts';
import type { TableSchema } from '../table-schema.ts';

/** A call as the rules see it. */
export interface CheckedCall {
  readonly operation: string;
  readonly input: CallInput;
  readonly parts: readonly CallPart[];
  /** Null for a table that does not exist; what DynamoDB says then, the engine behind says. */
  readonly table: (name: string | null) => TableSchema | null;
}

/** A rule that has to know tables; they are looked up only for calls that it is about. */
export interface TableRule {
  concerns(call: Omit<CheckedCall, 'table'>): boolean;
  readonly check: RequestRule;
}

/** What is wrong with a call, as DynamoDB's sentence or whole answer. */
export type RequestRule<Call = CheckedCall> = (call: Call) => string | Refusal | null;

/** A rule that judges by the call alone. */
export type CallRule = RequestRule<Omit<CheckedCall, 'table'>>;
