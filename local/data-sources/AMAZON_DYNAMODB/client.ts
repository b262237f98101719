import { ApiException, createApiClient, type ApiOutput } from '../../dynamodb/index.ts';
import type { Credentials } from '../../shared/credentials.ts';
import { DynamodbError } from './errors.ts';

/**
 * Sends one call in DynamoDB's own JSON.
 * @throws DynamodbError for what DynamoDB refuses or cannot be asked
 */
export type DynamodbCall = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<ApiOutput>;

export interface DynamodbCallOptions {
  /** URL of the engine or of AWS. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Calls of a data source, whose errors are those of AppSync. */
export function createDynamodbCall(options: DynamodbCallOptions): DynamodbCall {
  const client = createApiClient(options);
  const { origin } = new URL(options.endpoint);
  return async (operation, input, signal) => {
    try {
      return await client.call(operation, input, signal);
    } catch (error) {
      if (error instanceof ApiException) throw DynamodbError.of(error);
      throw DynamodbError.unreachable(error, origin, signal.aborted);
    }
  };
}
