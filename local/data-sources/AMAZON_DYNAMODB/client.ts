import { createHash, createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../../shared/credentials.ts';
import { DynamodbError } from './errors.ts';

/** An answer of the DynamoDB API in its own JSON. */
export type DynamodbOutput = Readonly<Record<string, unknown>>;

/**
 * Sends one call in DynamoDB's own JSON.
 * @throws DynamodbError for what DynamoDB refuses or cannot be asked
 */
export type DynamodbCall = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<DynamodbOutput>;

export interface DynamodbClientOptions {
  /** URL of the engine or of AWS. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Connections kept open to the engine. */
const CONNECTIONS = 128;

/**
 * A client of the DynamoDB API that keeps to the wire format: AppSync's request objects are nearly
 * DynamoDB JSON, so the SDK's conversions, which cost more than the rest of a field, are left out.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createDynamodbClient(options: DynamodbClientOptions): DynamodbCall {
  const url = new URL(options.endpoint);
  const isHttps = url.protocol === 'https:';
  const agent = isHttps
    ? new HttpsAgent({ keepAlive: true, maxSockets: CONNECTIONS })
    : new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { region, credentials } = options;
  const signer = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials,
    sha256: NativeSha256,
  });
  const open = isHttps ? httpsRequest : httpRequest;

  async function attempt(operation: string, body: string, signal: AbortSignal): Promise<Reply> {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      query: {},
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      },
      body,
    });
    return await new Promise<Reply>((resolve, reject) => {
      const request = open(
        url,
        { agent, method: 'POST', path: '/', headers, signal },
        (response) => {
          readReply(response).then(resolve, reject);
        },
      );
      // An idle connection may be closed just when it is taken up again.
      request.on('error', (error) =>
        reject(request.reusedSocket && !signal.aborted ? new StaleConnection() : error),
      );
      request.end(body);
    });
  }

  return async (operation, input, signal) => {
    const body = JSON.stringify(input);
    try {
      const reply = await attempt(operation, body, signal).catch((error: unknown) => {
        if (error instanceof StaleConnection) return attempt(operation, body, signal);
        throw error;
      });
      if (reply.status === 200) return reply.body;
      throw DynamodbError.of(reply.body, reply.status, reply.requestId);
    } catch (error) {
      if (error instanceof DynamodbError) throw error;
      throw DynamodbError.unreachable(error, url.origin, signal.aborted);
    }
  };
}

class StaleConnection extends Error {}

interface Reply {
  readonly status: number;
  readonly requestId: string;
  readonly body: DynamodbOutput;
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const requestId = response.headers['x-amzn-requestid'];
  return {
    status: response.statusCode ?? 0,
    requestId: typeof requestId === 'string' ? requestId : '',
    body: text === '' ? {} : (JSON.parse(text) as DynamodbOutput),
  };
}

/** Node's own hashing in the form that the signer wants; its default is written in JavaScript. */
class NativeSha256 {
  readonly #secret: Parameters<typeof createHmac>[1] | undefined;
  #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : toKey(secret);
    this.#hash = this.#fresh();
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : toKey(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh(): ReturnType<typeof createHash> | ReturnType<typeof createHmac> {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function toKey(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
