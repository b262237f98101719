import { isObject } from '../shared/is-object.ts';
import { parseObject } from '../shared/parse-object.ts';
import type { WireError } from './protocol.ts';
import type { Handshake } from './types.ts';

const HEADER_PROTOCOL = 'header-';

/** Headers of the WebSocket handshake itself, and the cookie, which AppSync never shows to resolvers. */
const NOT_CREDENTIALS = /^(?:sec-websocket-.*|connection|upgrade|cookie)$/;

/**
 * Reads a connection's credentials, given in one of AppSync's three ways: sub-protocol
 * `header-<base64url>`, query string `header=<base64>`, or ordinary headers of the upgrade request.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function readCredentials(
  handshake: Handshake,
  subprotocol: string,
): { readonly headers: Readonly<Record<string, string>> } | { readonly error: WireError } {
  const protocols = listOf(handshake.headers['sec-websocket-protocol']);
  if (protocols.length === 0) return { error: { message: 'NoProtocolError', errorCode: 400 } };
  if (!protocols.includes(subprotocol)) {
    return { error: { message: 'SubProtocolNotSupportedError', errorCode: 400 } };
  }
  const encoded =
    protocols
      .find((protocol) => protocol.startsWith(HEADER_PROTOCOL))
      ?.slice(HEADER_PROTOCOL.length) ?? queryHeader(handshake.url);
  if (encoded !== null) return decodeHeaders(encoded);
  const headers = plainHeaders(handshake);
  if (headers['authorization'] === undefined && headers['x-api-key'] === undefined) {
    return { error: { message: 'Required headers are missing.', errorCode: 400 } };
  }
  return { headers };
}

/** Header names in lower case, values that are no text left out. */
export function headersOf(object: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  return headers;
}

function decodeHeaders(
  encoded: string,
): { readonly headers: Record<string, string> } | { readonly error: WireError } {
  // Node's base64url decoder takes both alphabets, with or without padding.
  const object = parseObject(Buffer.from(encoded, 'base64url').toString('utf8'));
  if (isObject(object)) return { headers: headersOf(object) };
  return {
    error: {
      errorType: 'BadRequestException',
      message: 'The header is not the base64 of a JSON object.',
      errorCode: 400,
    },
  };
}

function queryHeader(url: string): string | null {
  const question = url.indexOf('?');
  if (question < 0) return null;
  const header = new URLSearchParams(url.slice(question + 1)).get('header');
  // A `+` that the client did not escape arrives as a space.
  return header === null ? null : header.replaceAll(' ', '+');
}

function plainHeaders(handshake: Handshake): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(handshake.headers)) {
    if (value === undefined || NOT_CREDENTIALS.test(name)) continue;
    headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

function listOf(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '');
}
