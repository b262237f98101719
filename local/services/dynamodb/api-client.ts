import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Credentials } from '../../aws/credentials.ts';
import { failedCall } from '../../shared/failed-call.ts';
import { signRequest } from '../../aws/sign-request.ts';
import { Agent as HttpAgent, request as httpRequest } from '../../shared/node-http.ts';
import { ApiException } from './api-exception.ts';

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

  function attempt(operation: string, body: string, signal?: AbortSignal): Promise<Reply> {
    const unsigned = {
      host: url.host,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `${api}_20120810.${operation}`,
    };
    const headers = signRequest(
      { method: 'POST', path: '/', headers: unsigned, body },
      { service: 'dynamodb', region, credentials },
    );
    return new Promise<Reply>((resolve, reject) => {
      const request = open(
        url,
        { agent, method: 'POST', path: '/', headers, ...(signal && { signal }) },
        (response) => readReply(response, resolve, reject),
      );
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
      const reply = await attempt(operation, body, signal)
        .catch((error: unknown) => {
          if (error instanceof StaleConnection) return attempt(operation, body, signal);
          throw error;
        })
        .catch((error: unknown) => {
          throw new UnansweredCall(url, error);
        });
      if (reply.status === 200) return reply.body;
      throw new ApiException(reply.body, reply.status, reply.requestId);
    },
    close: () => agent.destroy(),
  };
}

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
