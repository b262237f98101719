import { request } from 'node:http';
import { createServer } from 'node:https';
import type { Server, ServerOptions } from 'node:https';

/**
 * Answers over TLS with what a server of plain HTTP on this machine answers.
 * @param target e.g. `http://localhost:4000`
 * @param certificate `key` and `cert` of the name browsers are to use
 */
export function serveOverTls(
  target: string,
  certificate: Pick<ServerOptions, 'key' | 'cert'>,
): Server {
  return createServer(certificate, (incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    const forwarded = request(target, { path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
}
