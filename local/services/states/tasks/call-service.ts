import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../../../aws/credentials.ts';
import { signRequest } from '../../../aws/sign-request.ts';
import { sha256 } from '../../../aws/signature.ts';
import { request as httpRequest } from '../../../shared/node-http.ts';
import { traceHeaders, type Tracer } from '../../../tracing/index.ts';

/** A call of a service's API. */
export interface ServiceCall {
  /** As in signatures. */
  readonly service: string;
  /** @default / */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a service answered. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Calls a service; rejects when nothing answers, or with the signal's reason. */
export type CallService = (call: ServiceCall, signal: AbortSignal) => Promise<ServiceAnswer>;

interface CallingOptions {
  /** The gateway, which holds the key to its role. */
  readonly endpointUrl: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Calls are parts of what it remembers. @default - they are not remembered */
  readonly tracer?: Tracer | undefined;
}

/** Calls of what the gateway plays, signed. */
export function createCallService({
  endpointUrl,
  region,
  credentials,
  tracer,
}: CallingOptions): CallService {
  return ({ service, path = '/', headers, body }, signal) => {
    const url = new URL(path, endpointUrl);
    const sent = {
      ...headers,
      host: url.host,
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-content-sha256': sha256(body),
    };
    const target = url.pathname + url.search;
    const unsigned = { method: 'POST', path: target, headers: sent, body };
    const signed = {
      ...signRequest(unsigned, { credentials, region, service }),
      ...traceHeaders(tracer),
    };
    return new Promise((resolve, reject) => {
      // A connection of its own: one that is kept may be closed just when it is taken up again.
      const options = { method: 'POST', headers: signed, signal, agent: false };
      httpRequest(url, options, (response) => void read(response).then(resolve, reject))
        .on('error', (error) => reject(signal.aborted ? (signal.reason as Error) : error))
        .end(body);
    });
  };
}

async function read(response: IncomingMessage): Promise<ServiceAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString() };
}
