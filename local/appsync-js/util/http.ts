import { entries, isRecord, jsonStringify } from '../guest/primordials.ts';
import { UtilError, effects } from '../guest/state.ts';

/** Headers that must not be sent on: hop-by-hop, of the connection, or the caller's own credentials' frame. */
const RESTRICTED = [
  'transfer-encoding',
  'connection',
  'host',
  'expect',
  'keep-alive',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'content-length',
];
/** Bytes of names and values together. */
const MOST = 4096;

function add(name: string, value: unknown): void {
  const header = name.toLowerCase();
  if (header.startsWith('x-amzn-') || header.startsWith('x-amz-')) {
    throw new UtilError(`util.http.addResponseHeader: ${name} is reserved for AWS`);
  }
  const draft = effects();
  draft.responseHeaders ??= {};
  draft.responseHeaders[name] = typeof value === 'string' ? value : (jsonStringify(value) ?? '');
  let size = 0;
  for (const [key, text] of entries(draft.responseHeaders)) size += key.length + text.length;
  if (size > MOST) throw new UtilError('util.http: the added response headers exceed 4 KB');
}

/**
 * util.http.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-http-js.html
 */
export const http = {
  copyHeaders(headers: unknown): unknown {
    if (!isRecord(headers)) return null;
    const copy: Record<string, unknown> = {};
    for (const [name, value] of entries(headers)) {
      if (!RESTRICTED.includes(name.toLowerCase())) copy[name] = value;
    }
    return copy;
  },
  addResponseHeader(name: unknown, value: unknown): void {
    add(`${name as string}`, value);
  },
  addResponseHeaders(headers: unknown): void {
    if (!isRecord(headers))
      throw new UtilError('util.http.addResponseHeaders takes a map of names and values');
    for (const [name, value] of entries(headers)) add(name, value);
  },
};
