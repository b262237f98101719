import type { Duplex } from 'node:stream';

const REASONS = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const;

/** Time a client has to read a refusal and close, in milliseconds. */
const LINGER_MS = 2_000; // 2 seconds

/**
 * Answers a request to upgrade in plain text and closes. What the client sent with it is read and
 * dropped: a socket that closes over unread bytes resets the connection, and the answer is lost.
 */
export function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS, text: string): void {
  const body = `${text}\n`;
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
  socket.resume();
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status]}\r\nconnection: close\r\n` +
      `content-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
