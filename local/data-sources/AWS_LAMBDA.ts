import { randomUUID } from 'node:crypto';
import type { Permissions } from '../aws/iam/types.ts';
import { refusalToInvoke } from '../services/lambda/index.ts';
import type { FunctionErrorPayload, InvokeResult, LambdaHost } from '../services/lambda/types.ts';
import type { ServiceFailure } from '../faults/index.ts';
import type { Log } from '../shared/log.ts';
import {
  MalformedRequest,
  allowOnly,
  answered,
  failed,
  malformed,
  missing,
  requestObject,
  shown,
  type RequestObject,
} from './answers.ts';
import { untilAborted } from '../shared/until-aborted.ts';
import type { DataSource, DataSourceAnswer, DataSourceContext } from './types.ts';

/** What a data source of a function works with. */
export interface LambdaSourceOptions {
  readonly name: string;
  readonly functionArn: string;
  readonly lambda: LambdaHost;
  /** Of the data source's role. @default - it may do everything */
  readonly permissions?: Permissions | undefined;
  readonly log: Log;
}

/**
 * Invokes a function with the request's payload.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html
 */
export function createLambda(options: LambdaSourceOptions): DataSource {
  return {
    name: options.name,
    type: 'AWS_LAMBDA',
    async execute(request, context) {
      try {
        const read = requestObject(request);
        const operation = operations.get(operationOf(read));
        if (!operation) throw new MalformedRequest(unknownOperation(read.operation));
        const invocation = invocationOf(read);
        return refusalOf(options) ?? (await operation(options, invocation, context));
      } catch (error) {
        if (error instanceof MalformedRequest) return malformed(error);
        throw error;
      }
    },
    async executeBatch(requests, context) {
      try {
        const invocations = requests.map((request) => invocationOf(requestObject(request)));
        const refusal = refusalOf(options);
        if (refusal) return requests.map(() => refusal);
        return await executeBatch(options, invocations, context);
      } catch (error) {
        if (error instanceof MalformedRequest) return requests.map(() => malformed(error));
        throw error;
      }
    },
  };
}

/** Seen on AWS in this form, that of the first version of its SDK for Java. */
function refusalOf({ permissions, functionArn }: LambdaSourceOptions): DataSourceAnswer | null {
  const sentence = permissions ? refusalToInvoke(permissions, functionArn) : null;
  if (sentence === null) return null;
  return refusedByLambda({ type: 'AccessDeniedException', message: sentence, status: 403 });
}

/** What Lambda itself refuses, before the function runs. */
export function refusedByLambda({ type, message, status }: ServiceFailure): DataSourceAnswer {
  const frame = `Service: AWSLambda; Status Code: ${status}; Error Code: ${type}; Request ID: ${randomUUID()}`;
  return failed('Lambda:AWSLambdaException', `${message} (${frame})`);
}

/** What a request object asks for. */
interface Invocation {
  readonly payload: unknown;
  /** Nobody waits for the function: InvocationType `Event`. */
  readonly isEvent: boolean;
}

function invocationOf(request: RequestObject): Invocation {
  allowOnly(['payload', 'invocationType'], request);
  const { payload = null, invocationType } = request;
  const type = invocationType ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event') {
    throw new MalformedRequest(
      `Unsupported invocation type '${shown(type)}'; it is RequestResponse or Event.`,
    );
  }
  return { payload, isEvent: type === 'Event' };
}

type Operation = (
  options: LambdaSourceOptions,
  invocation: Invocation,
  context: DataSourceContext,
) => Promise<DataSourceAnswer>;

/** By the request object's `operation`. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['Invoke', invoke],
  // Reached only without maxBatchSize: then a call carries a list of one.
  [
    'BatchInvoke',
    async (options, invocation, context) => {
      const [answer] = await executeBatch(options, [invocation], context);
      return answer ?? answered(null);
    },
  ],
]);

async function invoke(
  options: LambdaSourceOptions,
  { payload, isEvent }: Invocation,
  { signal }: DataSourceContext,
): Promise<DataSourceAnswer> {
  if (isEvent) return invokeLater(options, payload);
  const outcome = await call(options, payload, signal);
  if (outcome === 'timed out') return TIMED_OUT;
  return outcome.ok ? answered(outcome.payload) : failureOf(outcome);
}

/** All items come from one handler; the first says how the function is invoked. */
async function executeBatch(
  options: LambdaSourceOptions,
  invocations: readonly Invocation[],
  { signal }: DataSourceContext,
): Promise<readonly DataSourceAnswer[]> {
  const payloads = invocations.map(({ payload }) => payload);
  if (invocations[0]?.isEvent) {
    const answer = invokeLater(options, payloads);
    return payloads.map(() => answer);
  }
  const outcome = await call(options, payloads, signal);
  if (outcome === 'timed out') return payloads.map(() => TIMED_OUT);
  if (!outcome.ok) return payloads.map(() => failureOf(outcome));
  const results: unknown = outcome.payload;
  if (Array.isArray(results) && results.length === payloads.length) return results.map(answered);
  // The text that AWS gives here is not recorded.
  const got = Array.isArray(results) ? `a list of ${results.length}` : typeof results;
  const message = `The function must answer a batch of ${payloads.length} items with a list of as many; it answered ${got}.`;
  return payloads.map(() => failed('Lambda:IllegalArgument', message));
}

function invokeLater(
  { lambda, functionArn, log, name }: LambdaSourceOptions,
  payload: unknown,
): DataSourceAnswer {
  if (lambda.invokeLater) {
    const error = lambda.invokeLater(functionArn, payload);
    return error ? functionFailed(error) : answered(null);
  }
  lambda.invoke(functionArn, payload).catch((error: unknown) => {
    log.error(name, `asynchronous call: ${error instanceof Error ? error.message : String(error)}`);
  });
  return answered(null);
}

async function call(
  { lambda, functionArn }: LambdaSourceOptions,
  payload: unknown,
  signal: AbortSignal,
): Promise<InvokeResult | 'timed out'> {
  try {
    return await untilAborted(lambda.invoke(functionArn, payload), signal);
  } catch (error) {
    // The function itself goes on, as it does behind AppSync.
    if (signal.aborted) return 'timed out';
    const errorMessage = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { errorType: 'Error', errorMessage } };
  }
}

function failureOf(outcome: Extract<InvokeResult, { ok: false }>): DataSourceAnswer {
  return outcome.refused ? refusedByLambda(outcome.refused) : functionFailed(outcome.error);
}

function functionFailed({ errorMessage, errorType }: FunctionErrorPayload): DataSourceAnswer {
  const error = { type: 'Lambda:Unhandled', message: errorMessage, functionErrorType: errorType };
  return { result: null, error };
}

const TIMED_OUT = failed('Lambda:ExecutionTimeoutException', 'Execution timed out.');

function operationOf({ operation }: RequestObject): string {
  if (typeof operation !== 'string') throw missing('operation');
  return operation;
}

function unknownOperation(operation: unknown): string {
  return `Unsupported operation '${shown(operation)}'. An AWS_LAMBDA data source takes ${[...operations.keys()].join(' and ')}.`;
}
