import type { IncomingMessage } from 'node:http';

/** Where a request comes from: entries of x-forwarded-for, then the TCP peer. */
export function sourceIpOf(request: IncomingMessage): readonly string[] {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  if (forwarded === undefined) return [peer];
  const entries = String(forwarded)
    .split(',')
    .map((entry) => entry.trim());
  return [...entries.filter((entry) => entry !== ''), peer];
}
