import { entries, isRecord, jsonStringify, toText } from '../guest/primordials.ts';
import { UtilError, currentRun, effects } from '../guest/state.ts';
import { core } from './core.ts';

/** Headers that must not be sent on: hop-by-hop, or of the connection. */
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
/** Beside those above, not to be set in a response. */
const RESTRICTED_IN_RESPONSE = [
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'vary',
  'content-type',
];
/** Characters of names and values together. */
const MOST = 4096;

/** AWS ignores a header it does not take and says so in the errors of the operation. */
function refuse(text: string): void {
  core.appendError(text, 'ResponseHeaderError');
}

/** The headers without one of that name, in whatever case it was written. */
function without(
  header: string,
  headers: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const rest: Record<string, string> = {};
  for (const [name, value] of entries(headers)) {
    if (name.toLowerCase() !== header) rest[name] = value;
  }
  return rest;
}

function add(name: string, value: unknown): void {
  const header = name.toLowerCase();
  if (name === '' || RESTRICTED.includes(header) || RESTRICTED_IN_RESPONSE.includes(header)) {
    refuse(`The response header '${name}' is restricted.`);
  } else if (header.startsWith('x-amzn-') || header.startsWith('x-amz-')) {
    refuse(`The response header '${name}' has a restricted prefix.`);
  } else if (value === null || value === undefined)
    refuse(`The response header '${name}' has no value.`);
  else {
    const text = typeof value === 'string' ? value : (jsonStringify(value) ?? '');
    const run = currentRun();
    // A definition that a later one of that name replaces counts too.
    const size = (run.headerSize ?? 0) + name.length + text.length;
    if (size > MOST) {
      refuse('The response headers are larger than 4 KB.');
      return;
    }
    run.headerSize = size;
    const draft = effects();
    draft.responseHeaders = { ...without(header, draft.responseHeaders), [name]: text };
  }
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
    add(toText(name), value);
  },
  addResponseHeaders(headers: unknown): void {
    if (!isRecord(headers))
      throw new UtilError('util.http.addResponseHeaders takes a map of names and values');
    for (const [name, value] of entries(headers)) add(name, value);
  },
};
