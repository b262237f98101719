import type { IncomingMessage } from 'node:http';

const KEPT = Symbol('body');

/**
 * The request's body, or null when it is longer than `limit` bytes (the rest is not kept).
 * Rejects when the client goes away before its end.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      if (length > limit) {
        resolve(null);
        return;
      }
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      if (KEPT in request) request[KEPT] = body;
      resolve(body);
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new Error('The client went away before its request ended'));
    });
  });
}

/** The text of the body that is read from now on, for who only looks on; '' before. */
export function keepBody(request: IncomingMessage): () => string {
  const keeper: IncomingMessage & { [KEPT]?: Buffer | null } = Object.assign(request, {
    [KEPT]: null,
  });
  return () => keeper[KEPT]?.toString() ?? '';
}
