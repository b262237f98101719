import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Credentials } from '../../aws/credentials.ts';
import { failedCall } from '../../shared/failed-call.ts';
import { Agent as HttpAgent, request as httpRequest } from '../../shared/node-http.ts';
import { ApiException } from './api-exception.ts';
import { createCallHeaders } from './call-headers.ts';

/** An answer of the API in its own JSON. */
export type ApiOutput = Readonly<Record<string, unknown>>;

/** A client of the DynamoDB API or of that of its streams. */
export interface ApiClient {
  /**
   * Sends one call.
   * @throws ApiException for what DynamoDB refuses, UnansweredCall when it cannot be reached
   */
  call(operation: string, input: object, signal?: AbortSignal): Promise<ApiOutput>;
  /** Closes its connections. */
  close(): void;
}

/** What a client needs to know. */
export interface ApiClientOptions {
  /** URL of the engine. */
  readonly endpoint: string;
  /** @default DynamoDB */
  readonly api?: 'DynamoDB' | 'DynamoDBStreams';
  /** @default us-east-1 */
  readonly region?: string;
  /** @default - the developer's key, for engines take any */
  readonly credentials?: Credentials;
}

/** Connections kept open to the engine. */
const CONNECTIONS = 128;
const DEVELOPER: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * A client that keeps to the wire format: AppSync's request objects and the records of streams are
 * nearly DynamoDB JSON, so the SDK's conversions, which cost more than the rest of a field, and its
 * memory are left out.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { api = 'DynamoDB', region = 'us-east-1', credentials = DEVELOPER } = options;
  const url = new URL(options.endpoint);
  const isHttps = url.protocol === 'https:';
  const agent = new (isHttps ? HttpsAgent : HttpAgent)({
    keepAlive: true,
    maxSockets: CONNECTIONS,
  });
  const open = isHttps ? httpsRequest : httpRequest;

  const callHeaders = createCallHeaders({ host: url.host, region, credentials });
  // Read once: Node would read the URL for each call.
  const { hostname, port } = urlToHttpOptions(url);

  function attempt(operation: string, body: string, signal?: AbortSignal): Promise<Reply> {
    const headers = callHeaders.of({ target: `${api}_20120810.${operation}`, body });
    return new Promise<Reply>((resolve, reject) => {
      const request = open(
        { agent, hostname, port, method: 'POST', path: '/', headers },
        (response) => readReply(response, resolve, reject),
      );
      if (signal) endWith(request, signal);
      // An idle connection may be closed just when it is taken up again.
      request.on('error', (error) =>
        reject(request.reusedSocket && signal?.aborted !== true ? new StaleConnection() : error),
      );
      request.end(body);
    });
  }

  return {
    async call(operation, input, signal) {
      const body = JSON.stringify(input);
      const ask = (): Promise<Reply> => attempt(operation, body, signal);
      try {
        const reply = await ask().catch((error: unknown) => {
          if (error instanceof StaleConnection) return ask();
          throw error;
        });
        if (reply.status === 200) return reply.body;
        const refusal = exceptionOf(reply);
        if (!callHeaders.isWorthSigning(refusal.name)) throw refusal;
        const again = await ask();
        if (again.status === 200) return again.body;
        throw exceptionOf(again);
      } catch (error) {
        throw error instanceof ApiException ? error : new UnansweredCall(url, error);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Node's own option for this takes longer than the rest of a request. */
function endWith(request: ClientRequest, signal: AbortSignal): void {
  const end = (): void => void request.destroy(signal.reason as Error);
  if (signal.aborted) {
    end();
    return;
  }
  signal.addEventListener('abort', end, { once: true });
  request.once('close', () => signal.removeEventListener('abort', end));
}

const exceptionOf = ({ body, status, requestId }: Reply): ApiException =>
  new ApiException(body, status, requestId);

/** Tells the URL and why nothing came from there; its cause is the client's own error. */
class UnansweredCall extends Error {
  override readonly name = 'UnansweredCall';

  constructor(url: URL, cause: unknown) {
    super(failedCall(url, cause).message, { cause });
  }
}

class StaleConnection extends Error {}

interface Reply {
  readonly status: number;
  readonly requestId: string;
  readonly body: ApiOutput;
}

function readReply(
  response: IncomingMessage,
  resolve: (reply: Reply) => void,
  reject: (error: Error) => void,
): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
  });
  response.on('error', reject);
  response.on('end', () => {
    const { statusCode: status = 0, headers } = response;
    const requestId = String(headers['x-amzn-requestid'] ?? '');
    try {
      resolve({ status, requestId, body: text === '' ? {} : (JSON.parse(text) as ApiOutput) });
    } catch {
      reject(new Error(`HTTP ${status} with a body that is no JSON`));
    }
  });
}
