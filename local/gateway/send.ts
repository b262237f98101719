import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { send } from '../shared/send.ts';
import type { EndAnswer } from './answer-together.ts';

const gzipInThread = promisify(gzip);

/** Bodies AppSync compresses for clients that accept it. */
const GZIP_FROM = 1_000;
const GZIP_TO = 10_000_000;
/** Below this, compressing at once costs less than the way through the thread pool. */
const GZIP_SYNC_TO = 32_768;
/** Speed before size: the wire is this machine's loopback. */
const GZIP_LEVEL = 1;

/** Sends a JSON value, with a line's end for terminals. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, `${JSON.stringify(body)}\n`, { 'content-type': 'application/json' });
}

/** A request, its response, and what ends the responses of its API. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly end: EndAnswer;
}

/** Sends JSON text, compressed between 1,000 and 10,000,000 bytes when the client accepts gzip. */
export async function sendText(
  { request, response, end }: Exchange,
  status: number,
  text: string,
): Promise<void> {
  const length = Buffer.byteLength(text);
  response.statusCode = status;
  response.setHeader('content-type', 'application/json;charset=UTF-8');
  if (length < GZIP_FROM || length > GZIP_TO || !acceptsGzip(request)) {
    response.setHeader('content-length', length);
    end(response, text);
    return;
  }
  const packed =
    length <= GZIP_SYNC_TO
      ? gzipSync(text, { level: GZIP_LEVEL })
      : await gzipInThread(text, { level: GZIP_LEVEL });
  response.setHeader('content-encoding', 'gzip');
  response.setHeader('vary', 'accept-encoding');
  response.setHeader('content-length', packed.length);
  end(response, packed);
}

function acceptsGzip(request: IncomingMessage): boolean {
  const accepted = request.headers['accept-encoding'];
  return typeof accepted === 'string' && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/.test(accepted);
}
