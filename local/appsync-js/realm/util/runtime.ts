import { freeze, isRecord } from '../kernel/primordials.ts';
import { Signal, UtilError, currentRun } from '../kernel/state.ts';

/**
 * `runtime`.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html
 */
export const runtime = freeze({
  earlyReturn(value?: unknown, options?: unknown): never {
    if (currentRun().handler !== 'request') {
      throw new UtilError('runtime.earlyReturn can only be called from a request handler');
    }
    const skipTo = isRecord(options) && options.skipTo !== undefined ? options.skipTo : 'NEXT';
    if (skipTo !== 'NEXT' && skipTo !== 'END') {
      throw new UtilError(`runtime.earlyReturn: skipTo is END or NEXT, not ${skipTo as string}`);
    }
    throw new Signal({ kind: 'earlyReturn', value: value ?? null, skipTo });
  },
});
