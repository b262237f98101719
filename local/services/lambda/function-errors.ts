import type { FunctionErrorPayload } from './types.ts';

/** Lambda's limit of a synchronous request and of any answer: 6 MB. */
export const PAYLOAD_LIMIT = 6_291_456;

/** Lambda's limit of an asynchronous request: 1 MB. */
export const EVENT_PAYLOAD_LIMIT = 1_048_576;

/** The text of a request that is larger than Lambda takes. */
export const requestTooLarge = (size: number, type: string, limit: number): string =>
  `${size} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`;

/**
 * Errors that the Lambda service reports itself.
 * https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
export const timedOut = (requestId: string, seconds: number): FunctionErrorPayload => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
});

/** The function ended its own process. */
export const exited = (requestId: string, code: number): FunctionErrorPayload => ({
  errorType: 'Runtime.ExitError',
  errorMessage:
    code === 0
      ? `RequestId: ${requestId} Error: Runtime exited without providing a reason`
      : `RequestId: ${requestId} Error: Runtime exited with error: exit status ${code}`,
});

/** The function used more than its memory. */
export const outOfMemory = (requestId: string): FunctionErrorPayload => ({
  errorType: 'Runtime.OutOfMemory',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
});

/** The function returned more than 6 MB. */
export const answerTooLarge = (): FunctionErrorPayload => ({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
});
