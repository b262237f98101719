import type { LambdaFunction } from '../../assembly/model.ts';
import type { RawResult } from './function-worker.ts';

/** One function as its callers have it. */
export interface RunnableFunction {
  readonly config: LambdaFunction;
  /** @param payload JSON text */
  run(requestId: string, payload: string): Promise<RawResult>;
}
