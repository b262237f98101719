import type { ServerResponse } from 'node:http';
import { sendAwsJson } from '../../aws/index.ts';
import { createApiClient, type ApiClient, type ApiOutput } from './api-client.ts';
import { ApiException } from './api-exception.ts';
import { engineFailure, isOwnFailure } from './engine-failure.ts';
import type { Calls } from './calls/index.ts';
import type { CallInput } from './request-context.ts';
import { failedCall } from '../../shared/failed-call.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracer } from '../../tracing/index.ts';
import { countedCall, isCounted, scopeOf } from './traced-calls.ts';

/** The log line of a call that the engine did not answer. */
export const unanswered = (url: URL, error: unknown): string =>
  `the engine does not answer: ${failedCall(url, error).message}`;

const TARGET = /^(DynamoDB|DynamoDBStreams)_20120810\.(\w+)$/;

/** One request of the wire. */
interface WireCall {
  /** `DynamoDB_20120810.GetItem`. */
  readonly target: string;
  readonly input: CallInput;
  readonly response: ServerResponse;
}

interface Around {
  readonly calls: Calls;
  readonly clients: EngineClients;
  /** URL of the engine. */
  readonly endpoint: () => string;
  readonly log: Log;
  /** Counts the units of calls. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** Clients of the engine, one for each API. */
export type EngineClients = (api: 'DynamoDB' | 'DynamoDBStreams') => ApiClient;

/** Made when first needed, and anew when the engine listens elsewhere. */
export function engineClients(endpoint: () => string): EngineClients {
  const made = new Map<string, ApiClient>();
  return (api) => {
    const url = endpoint();
    const key = `${api} ${url}`;
    const client = made.get(key) ?? createApiClient({ endpoint: url, api });
    made.set(key, client);
    return client;
  };
}

/**
 * Answers a call that is not passed on as it came: what DynamoDB refuses, and what the engine behind
 * takes in another form. False for all others, which nothing was done about.
 */
export async function answered(
  { target, input, response }: WireCall,
  { calls, clients, endpoint, log, tracer }: Around,
): Promise<boolean> {
  const [, api, operation] = TARGET.exec(target) ?? [];
  if (operation === undefined) return false;
  try {
    const scope = isCounted(operation) ? scopeOf(tracer) : null;
    if (scope === null && (await calls.passes(operation, input))) return false;
    const client = clients(api === 'DynamoDBStreams' ? api : 'DynamoDB');
    const make = (given: CallInput): Promise<ApiOutput> =>
      calls.make(operation, given, (name, sent) => client.call(name, sent));
    const output = await (scope && tracer
      ? countedCall(tracer, scope, { operation, input }, make)
      : make(input));
    sendAwsJson(response, '1.0', 200, output);
  } catch (error) {
    const url = new URL(endpoint());
    if (error instanceof ApiException) {
      if (isOwnFailure(error)) log.error('dynamodb', engineFailure(url, error));
      sendAwsJson(response, '1.0', error.status, error.body);
    } else {
      log.error('dynamodb', unanswered(url, error));
      sendAwsJson(response, '1.0', 500, UNREACHABLE);
    }
  }
  return true;
}

/** What SDKs retry by themselves. */
export const UNREACHABLE = {
  __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
  message: 'The local DynamoDB engine does not answer. See the log of the local system.',
};
