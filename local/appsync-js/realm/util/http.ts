import { entries, isRecord, jsonStringify, toText } from '../kernel/primordials.ts';
import { UtilError, currentRun, effects } from '../kernel/state.ts';
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
/** RFC 9110, sections 5.1 and 5.5: what a name is, and what a value cannot have. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
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
    if (name.toLowerCase() !== header.toLowerCase()) rest[name] = value;
  }
  return rest;
}

/** Why AWS, or HTTP, does not take a header; null for one that goes. */
function problemOf(name: string, value: unknown, text: string): string | null {
  const header = name.toLowerCase();
  const said = `The response header '${name}'`;
  if (name === '' || RESTRICTED.includes(header) || RESTRICTED_IN_RESPONSE.includes(header))
    return `${said} is restricted.`;
  if (header.startsWith('x-amzn-') || header.startsWith('x-amz-'))
    return `${said} has a restricted prefix.`;
  if (value === null || value === undefined) return `${said} has no value.`;
  if (!NAME.test(name) || NOT_IN_VALUE.test(text))
    return `${said} has characters that headers cannot have.`;
  return null;
}

function add(name: string, value: unknown): void {
  const text = typeof value === 'string' ? value : (jsonStringify(value) ?? '');
  const run = currentRun();
  // A definition that a later one of that name replaces counts too.
  const size = (run.headerSize ?? 0) + name.length + text.length;
  const problem =
    problemOf(name, value, text) ??
    (size > MOST ? 'The response headers are larger than 4 KB.' : null);
  if (problem !== null) {
    refuse(problem);
    return;
  }
  run.headerSize = size;
  const draft = effects();
  draft.responseHeaders = { ...without(name, draft.responseHeaders), [name]: text };
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
