import { freeze, hasOwn, isRecord } from '../kernel/primordials.ts';
import { Signal, UtilError, currentRun } from '../kernel/state.ts';

/** Handlers that stand before a data source. */
const BEFORE_DATA_SOURCES = {
  request: true,
  'onPublish.request': true,
  'onSubscribe.request': true,
};

/**
 * `runtime`.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html
 */
export const runtime = freeze({
  earlyReturn(value?: unknown, options?: unknown): never {
    if (!hasOwn(BEFORE_DATA_SOURCES, currentRun().handler)) {
      throw new UtilError('runtime.earlyReturn can only be called from a request handler');
    }
    const skipTo = isRecord(options) && options.skipTo !== undefined ? options.skipTo : 'NEXT';
    if (skipTo !== 'NEXT' && skipTo !== 'END') {
      throw new UtilError(`runtime.earlyReturn: skipTo is END or NEXT, not ${skipTo as string}`);
    }
    throw new Signal({ kind: 'earlyReturn', value: value ?? null, skipTo });
  },
});
