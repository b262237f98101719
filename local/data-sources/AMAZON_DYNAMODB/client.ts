import { randomUUID } from 'node:crypto';
import {
  ApiException,
  createApiClient,
  createCalls,
  engineFailure,
  faultPoint,
  isOwnFailure,
  type ApiOutput,
  type Calls,
} from '../../services/dynamodb/index.ts';
import type { Faults } from '../../faults/index.ts';
import type { Credentials } from '../../aws/credentials.ts';
import { failedCall } from '../../shared/failed-call.ts';
import { DynamodbError, serviceFailure } from './errors.ts';

/**
 * Sends one call in DynamoDB's own JSON.
 * @throws DynamodbError for what DynamoDB refuses or cannot be asked
 */
export type DynamodbCall = (
  operation: string,
  input: CallInput,
  signal: AbortSignal,
) => Promise<ApiOutput>;

/** Which engine is called, as whom, and who hears of failures. */
export interface DynamodbCallOptions {
  /** URL of the engine. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** What stands before the engine. @default - one of its own */
  readonly calls?: Calls | undefined;
  /** Told of calls that nobody answered, with the URL. */
  failed(reason: string): void;
}

type CallInput = Readonly<Record<string, unknown>>;

/** Calls of a data source, whose errors are those of AppSync. */
export function createDynamodbCall(options: DynamodbCallOptions): DynamodbCall {
  const client = createApiClient(options);
  const { endpoint, calls = createCalls({ endpoint: () => endpoint }) } = options;
  const url = new URL(endpoint);
  return async (operation, input, signal) => {
    try {
      return await calls.make(operation, input, (name, sent) => client.call(name, sent, signal));
    } catch (error) {
      if (error instanceof ApiException) {
        if (isOwnFailure(error)) options.failed(`${operation} ${engineFailure(url, error)}`);
        throw DynamodbError.of(error);
      }
      options.failed(`${operation} ${failedCall(url, error).message}`);
      throw DynamodbError.unreachable(error, url.origin, signal.aborted);
    }
  };
}

/**
 * Lets only those calls through that are not refused.
 * @param refusal why the data source's role may not make a call, or null
 */
export function guardedCall(
  call: DynamodbCall,
  refusal: (operation: string, input: CallInput) => string | null,
): DynamodbCall {
  return (operation, input, signal) => {
    const sentence = refusal(operation, input);
    if (sentence === null) return call(operation, input, signal);
    return Promise.reject(DynamodbError.of(accessDenied(sentence)));
  };
}

/** Fails or waits as rules say; with no rule the call is made at once. */
export function faultyCall(call: DynamodbCall, faults: Faults | undefined): DynamodbCall {
  if (!faults) return call;
  const meet = async (operation: string, input: CallInput): Promise<void> => {
    const failure = await faults.meet(faultPoint(operation, input));
    if (failure) throw serviceFailure(failure);
  };
  return (operation, input, signal) =>
    faults.isSet
      ? meet(operation, input).then(() => call(operation, input, signal))
      : call(operation, input, signal);
}

/** As DynamoDB answers; it is not even asked. */
function accessDenied(message: string): ApiException {
  const __type = 'com.amazon.coral.service#AccessDeniedException';
  return new ApiException({ __type, message }, 400, randomUUID());
}
