import { performance } from 'node:perf_hooks';
import { RuntimeError } from './error-payload.ts';
import { type Handler, nodeMajor, takesCallback } from './load-handler.ts';
import type { InvokeMessage, LoadMessage } from './messages.ts';
import { shiftDate } from './shift-date.ts';

/**
 * Runs the handler once and gives the JSON text of its result.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function runHandler(
  handler: Handler,
  message: InvokeMessage,
  code: LoadMessage,
): Promise<string> {
  const event: unknown = JSON.parse(message.event);
  shiftDate(message.clockOffset);
  // SDKs send it along, so that what the function calls is known to come from it.
  process.env['_X_AMZN_TRACE_ID'] = message.traceHeader;
  const context = makeContext(message, code);
  const result = takesCallback(handler)
    ? await withCallback(handler, event, context)
    : await directly(handler, event, context, code.runtime);
  return toJson(result);
}

function makeContext(
  { awsRequestId }: InvokeMessage,
  { context, timeoutMs }: LoadMessage,
): Record<string, unknown> {
  const deadline = performance.now() + timeoutMs;
  return {
    ...context,
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

async function directly(
  handler: Handler,
  event: unknown,
  context: unknown,
  runtime: string,
): Promise<unknown> {
  const result = handler(event, context);
  // Before Node.js 24 a value that is no promise is dropped.
  if (nodeMajor(runtime) < 24 && !isPromise(result)) return null;
  return await result;
}

function withCallback(handler: Handler, event: unknown, context: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result: unknown): void => {
      if (error !== null && error !== undefined) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- callback('text') is allowed
        reject(error);
      } else resolve(result);
    };
    const returned = handler(event, context, callback);
    if (isPromise(returned)) returned.then(resolve, reject);
  });
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

// undefined and functions have no JSON text, whatever the library's type says.
const stringify: (value: unknown) => string | undefined = JSON.stringify;

function toJson(result: unknown): string {
  try {
    return stringify(result) ?? 'null';
  } catch (cause) {
    throw new RuntimeError('Runtime.MarshalError', 'Unable to stringify response body', cause);
  }
}
